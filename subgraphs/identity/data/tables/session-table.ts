import { IsNull, MoreThan, Not, type EntityManager, type FindOptionsWhere } from 'typeorm';
import type { Rotation, Session, SessionEnd, SessionsInStep } from '../../domain/session/session.js';
import { RefreshTokenEntity } from '../entities/refresh-token.entity.js';
import { SessionEntity } from '../entities/session.entity.js';

/**
 * A session and its first refresh token. Superseded are all but the last two sign-ins of the account: the one before this
 * one, the last that the statement sees, says when its holder signed in last.
 */
const START = `
  WITH begun AS (
    INSERT INTO session (id, account_id, created_at, last_used_at, expires_at, authentication, provider_organisation,
        provider_audience)
      VALUES ($1, $2, $3, $3, $4, $5, $6, $7)
  ), token AS (
    INSERT INTO refresh_token (hash, session_id, issued_at) VALUES ($8, $1, $3)
  )
  UPDATE session SET superseded = true
  WHERE account_id = $2 AND NOT superseded AND created_at < (SELECT max(created_at) FROM session WHERE account_id = $2)`;

export class SessionTable implements SessionsInStep {
  constructor(private readonly database: EntityManager) {}

  async start({ id, account, provider, ...session }: Session, refreshHash: Buffer): Promise<void> {
    const { createdAt, expiresAt, authentication } = session;
    await this.database.query(START, [
      ...[id, account, createdAt, expiresAt, authentication],
      ...[provider?.organisation ?? null, provider?.audience ?? null, refreshHash],
    ]);
  }

  async findLive(id: string, now: Date, idleSince: Date): Promise<(Session & { accountName: string }) | null> {
    const row = await this.database.getRepository(SessionEntity).findOne({
      where: { ...live(id, now, idleSince), account: { lockedAt: IsNull(), endedAt: IsNull() } },
      relations: { account: true },
    });
    return row === null ? null : { ...toSession(row), accountName: row.account.nameText };
  }

  async rotate(used: Buffer, next: Buffer, now: Date, idleSince: Date): Promise<Rotation> {
    return this.database.transaction(async (manager) => {
      // the one step that decides: who comes later waits for this row, and then finds it used
      const { affected } = await manager.update(RefreshTokenEntity, { hash: used, usedAt: IsNull() }, { usedAt: now });
      const token = await manager.findOneBy(RefreshTokenEntity, { hash: used });
      if (token === null) return { outcome: 'UNKNOWN' };
      const session = await manager.findOneByOrFail(SessionEntity, { id: token.sessionId });
      if (affected !== 1) return { outcome: 'REUSED', session: toSession(session) };
      const moved = await manager.update(SessionEntity, live(session.id, now, idleSince), { lastUsedAt: now });
      if (moved.affected !== 1) return { outcome: 'OVER', session: toSession(session) };
      await manager.insert(RefreshTokenEntity, { hash: next, sessionId: session.id, issuedAt: now });
      return { outcome: 'ROTATED', session: toSession(session) };
    });
  }

  async end(id: string, reason: SessionEnd, at: Date): Promise<boolean> {
    const ended = await endWhere(this.database, { id }, reason, at);
    return ended.length === 1;
  }

  endAll(account: string, reason: SessionEnd, at: Date, except: string | null = null): Promise<string[]> {
    const which = except === null ? {} : { id: Not(except) };
    return endWhere(this.database, { accountId: account, ...which }, reason, at);
  }

  lastSignIn(account: string, except: string): Promise<Date | null> {
    return this.database
      .getRepository(SessionEntity)
      .findOne({ where: { accountId: account, id: Not(except) }, order: { createdAt: 'DESC' } })
      .then((row) => row?.createdAt ?? null);
  }
}

function live(id: string, now: Date, idleSince: Date): FindOptionsWhere<SessionEntity> {
  return { id, endedAt: IsNull(), expiresAt: MoreThan(now), lastUsedAt: MoreThan(idleSince) };
}

async function endWhere(
  manager: EntityManager,
  which: FindOptionsWhere<SessionEntity>,
  reason: SessionEnd,
  at: Date,
): Promise<string[]> {
  const result = await manager
    .createQueryBuilder()
    .update(SessionEntity)
    .set({ endedAt: at, endedReason: reason })
    .where({ ...which, endedAt: IsNull() })
    .returning('id')
    .execute();
  return (result.raw as { id: string }[]).map(({ id }) => id);
}

function toSession({ id, accountId, createdAt, expiresAt, authentication, ...by }: SessionEntity): Session {
  const { providerOrganisation: organisation, providerAudience: audience } = by;
  const provider = organisation === null || audience === null ? null : { organisation, audience };
  return { id, account: accountId, createdAt, expiresAt, authentication, provider };
}
