import { IsNull, LessThan, LessThanOrEqual, MoreThan, type EntityManager, type FindOptionsWhere } from 'typeorm';
import {
  MOST_CODE_TRIES,
  type SignInChallenge,
  type SignInChallenges,
} from '../../domain/sign-in/sign-in-challenge.js';
import { AccountEntity } from '../entities/account.entity.js';
import { SignInChallengeEntity } from '../entities/sign-in-challenge.entity.js';

export class SignInChallengeTable implements SignInChallenges {
  constructor(private readonly database: EntityManager) {}

  async open({ account, byLink, ...challenge }: SignInChallenge): Promise<void> {
    await this.database.transaction(async (manager) => {
      // one at a time for an account: two at once would not see each other, and two codes would live
      await manager.findOneOrFail(AccountEntity, {
        where: { id: account },
        select: { id: true },
        lock: { mode: 'pessimistic_write' },
      });
      const now = challenge.createdAt;
      const earlier = { accountId: account, usedAt: IsNull(), expiresAt: MoreThan(now) };
      await manager.update(SignInChallengeEntity, earlier, { expiresAt: now });
      await manager.insert(SignInChallengeEntity, {
        ...challenge,
        accountId: account,
        linkHash: byLink?.hash ?? null,
        newPasswordHash: byLink?.newPasswordHash ?? null,
      });
    });
  }

  async find(id: string): Promise<SignInChallenge | null> {
    const row = await this.table.findOneBy({ id });
    if (row === null) return null;
    const { accountId, linkHash, newPasswordHash, ...rest } = row;
    const byLink = linkHash === null || newPasswordHash === null ? null : { hash: linkHash, newPasswordHash };
    return { ...rest, account: accountId, byLink };
  }

  async countTry(id: string, now: Date): Promise<Buffer | null> {
    const result = await this.table
      .createQueryBuilder()
      .update()
      .set({ tries: () => 'tries + 1' })
      .where(live(id, now))
      .returning('code_hash')
      .execute();
    return (result.raw as { code_hash: Buffer }[])[0]?.code_hash ?? null;
  }

  async use(id: string, codeHash: Buffer, now: Date): Promise<boolean> {
    const unused = { id, codeHash, usedAt: IsNull(), expiresAt: MoreThan(now) };
    const { affected } = await this.table.update(unused, { usedAt: now });
    return affected === 1;
  }

  async replaceCode(
    id: string,
    code: Pick<SignInChallenge, 'codeHash' | 'expiresAt'>,
    now: Date,
    before: Date,
  ): Promise<boolean> {
    const { affected } = await this.table.update(
      { ...live(id, now), lastSentAt: LessThanOrEqual(before) },
      { ...code, lastSentAt: now, sends: () => 'sends + 1' },
    );
    return affected === 1;
  }

  async close(id: string, now: Date): Promise<void> {
    await this.table.update({ id }, { expiresAt: now });
  }

  async closeAll(account: string, now: Date): Promise<void> {
    const open = { accountId: account, usedAt: IsNull(), expiresAt: MoreThan(now) };
    await this.table.update(open, { expiresAt: now });
  }

  private get table() {
    return this.database.getRepository(SignInChallengeEntity);
  }
}

function live(id: string, now: Date): FindOptionsWhere<SignInChallengeEntity> {
  return { id, usedAt: IsNull(), expiresAt: MoreThan(now), tries: LessThan(MOST_CODE_TRIES) };
}
