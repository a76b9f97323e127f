import { IsNull, LessThan, LessThanOrEqual, MoreThan, type EntityManager, type FindOptionsWhere } from 'typeorm';
import {
  MOST_CODE_TRIES,
  type SignInChallenge,
  type SignInChallenges,
} from '../../domain/sign-in/sign-in-challenge.js';
import { SignInChallengeEntity } from '../entities/sign-in-challenge.entity.js';

const LOCK_ACCOUNT = 'SELECT 1 FROM account WHERE id = $1 FOR UPDATE';

const OPEN = `
  WITH earlier AS (
    UPDATE sign_in_challenge SET expires_at = $4 WHERE account_id = $2 AND used_at IS NULL AND expires_at > $4
  )
  INSERT INTO sign_in_challenge (id, account_id, code_hash, created_at, expires_at, last_sent_at, tries, used_at, address,
      link_hash, new_password_hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

const FIND = `
  SELECT id, account_id AS account, code_hash AS "codeHash", created_at AS "createdAt", expires_at AS "expiresAt",
    last_sent_at AS "lastSentAt", tries, used_at AS "usedAt", address, link_hash AS "linkHash",
    new_password_hash AS "newPasswordHash"
  FROM sign_in_challenge WHERE id = $1`;

type Row = Omit<SignInChallenge, 'byLink'> & { linkHash: Buffer | null; newPasswordHash: string | null };

/** What is compared here is a keyed hash: how long that takes says nothing of the code. */
const TRY_CODE = `
  UPDATE sign_in_challenge SET tries = tries + 1, used_at = CASE WHEN code_hash = $2 THEN $3::timestamptz END
    WHERE id = $1 AND used_at IS NULL AND expires_at > $3 AND tries < $4
    RETURNING used_at IS NOT NULL AS used`;

export class SignInChallengeTable implements SignInChallenges {
  constructor(private readonly database: EntityManager) {}

  async open({ account, byLink, ...challenge }: SignInChallenge): Promise<void> {
    const { id, codeHash, createdAt, expiresAt, lastSentAt, tries, usedAt, address } = challenge;
    const values = [id, account, codeHash, createdAt, expiresAt, lastSentAt, tries, usedAt, address];
    await this.inStep(async (manager) => {
      // one at a time for an account: two at once would not see each other, and two codes would live
      await manager.query(LOCK_ACCOUNT, [account]);
      await manager.query(OPEN, [...values, byLink?.hash ?? null, byLink?.newPasswordHash ?? null]);
    });
  }

  async find(id: string): Promise<SignInChallenge | null> {
    const [row] = await this.database.query<Row[]>(FIND, [id]);
    if (row === undefined) return null;
    const { linkHash, newPasswordHash, ...rest } = row;
    const byLink = linkHash === null || newPasswordHash === null ? null : { hash: linkHash, newPasswordHash };
    return { ...rest, byLink };
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

  async tryCode(id: string, codeHash: Buffer, now: Date): Promise<boolean> {
    const parameters = [id, codeHash, now, MOST_CODE_TRIES];
    const [rows] = await this.database.query<[{ used: boolean }[], number]>(TRY_CODE, parameters);
    return rows[0]?.used === true;
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

  /** In the step that goes on, else in one of its own. */
  private inStep(work: (manager: EntityManager) => Promise<void>): Promise<void> {
    return this.database.queryRunner?.isTransactionActive === true
      ? work(this.database)
      : this.database.transaction(work);
  }

  private get table() {
    return this.database.getRepository(SignInChallengeEntity);
  }
}

function live(id: string, now: Date): FindOptionsWhere<SignInChallengeEntity> {
  return { id, usedAt: IsNull(), expiresAt: MoreThan(now), tries: LessThan(MOST_CODE_TRIES) };
}
