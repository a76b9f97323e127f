import { IsNull, LessThan, MoreThan, type EntityManager, type FindOptionsWhere } from 'typeorm';
import type { NumberChange, NumberChanges } from '../domain/credentials/number-change.js';
import { MOST_CODE_TRIES } from '../domain/sign-in/sign-in-challenge.js';
import { NumberChangeEntity } from './entities/number-change.entity.js';

export class NumberChangeTable implements NumberChanges {
  constructor(private readonly database: EntityManager) {}

  async open({ account, ...change }: NumberChange, now: Date): Promise<void> {
    await this.closeAll(account, now);
    await this.table.insert({ ...change, accountId: account });
  }

  async find(id: string): Promise<NumberChange | null> {
    const row = await this.table.findOneBy({ id });
    if (row === null) return null;
    const { accountId, mobileNumber, codeHash, expiresAt } = row;
    return { id, account: accountId, mobileNumber, codeHash, expiresAt };
  }

  async countTry(id: string, now: Date): Promise<Buffer | null> {
    const result = await this.table
      .createQueryBuilder()
      .update()
      .set({ tries: () => 'tries + 1' })
      .where({ ...unused(now), id, tries: LessThan(MOST_CODE_TRIES) })
      .returning('code_hash')
      .execute();
    return (result.raw as { code_hash: Buffer }[])[0]?.code_hash ?? null;
  }

  async use(id: string, now: Date): Promise<boolean> {
    const { affected } = await this.table.update({ ...unused(now), id }, { usedAt: now });
    return affected === 1;
  }

  async closeAll(account: string, now: Date): Promise<void> {
    await this.table.update({ ...unused(now), accountId: account }, { expiresAt: now });
  }

  private get table() {
    return this.database.getRepository(NumberChangeEntity);
  }
}

function unused(now: Date): FindOptionsWhere<NumberChangeEntity> {
  return { usedAt: IsNull(), expiresAt: MoreThan(now) };
}
