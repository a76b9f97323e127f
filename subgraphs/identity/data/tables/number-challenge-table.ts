import { IsNull, LessThan, MoreThan, type EntityManager, type FindOptionsWhere } from 'typeorm';
import {
  MOST_NUMBER_TRIES,
  type NumberChallenge,
  type NumberChallenges,
} from '../../domain/contact-details/number-challenge.js';
import { NumberChallengeEntity } from '../entities/number-challenge.entity.js';

export class NumberChallengeTable implements NumberChallenges {
  constructor(private readonly database: EntityManager) {}

  async open({ account, ...challenge }: NumberChallenge, now: Date): Promise<void> {
    await this.closeAll(account, now);
    await this.table.insert({ ...challenge, accountId: account });
  }

  async countTry(id: string, account: string, now: Date): Promise<Buffer | null> {
    const result = await this.table
      .createQueryBuilder()
      .update()
      .set({ tries: () => 'tries + 1' })
      .where({ ...unused(account, now), id, tries: LessThan(MOST_NUMBER_TRIES) })
      .returning('code_hash')
      .execute();
    return (result.raw as { code_hash: Buffer }[])[0]?.code_hash ?? null;
  }

  async use(id: string, account: string, now: Date): Promise<string | null> {
    const result = await this.table
      .createQueryBuilder()
      .update()
      .set({ usedAt: now })
      .where({ ...unused(account, now), id })
      .returning('mobile_number')
      .execute();
    return (result.raw as { mobile_number: string }[])[0]?.mobile_number ?? null;
  }

  async closeAll(account: string, now: Date): Promise<void> {
    await this.table.update(unused(account, now), { expiresAt: now });
  }

  private get table() {
    return this.database.getRepository(NumberChallengeEntity);
  }
}

function unused(accountId: string, now: Date): FindOptionsWhere<NumberChallengeEntity> {
  return { accountId, usedAt: IsNull(), expiresAt: MoreThan(now) };
}
