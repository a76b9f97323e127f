import { DomainError } from '../../domain-error.js';
import type { AccountChanges, Accounts } from './account.js';
import type { Occasion } from './occasion.js';
import { hashRefreshToken, newRefreshToken } from './session-tokens.js';
import { SESSION_IDLE_MS, type Session } from './session.js';
import { recordFor } from './sign-in-record.js';
import { findStanding, organisationsOf, rolesOf, type StandingNeeds } from './standing.js';
import { issueTokens, type IssuedSession, type SessionNeeds } from './start-session.js';

export interface RefreshSessionNeeds extends StandingNeeds, SessionNeeds {
  accounts: Accounts;
  changes: AccountChanges;
}

/**
 * Trades a refresh token for new tokens. A token that was used before means that two people hold it: the whole
 * session ends, whoever of them it was (RFC 9700 §4.14.2).
 * @throws DomainError SESSION_ENDED.
 */
export async function refreshSession(
  needs: RefreshSessionNeeds,
  refreshToken: string,
  occasion: Occasion,
): Promise<IssuedSession> {
  const { now } = occasion;
  const next = newRefreshToken();
  const idleSince = new Date(now.getTime() - SESSION_IDLE_MS);
  const rotation = await needs.sessions.rotate(hashRefreshToken(refreshToken), next.hash, now, idleSince);
  if (rotation.outcome === 'REUSED') await endFamily(needs, rotation.session, occasion);
  if (rotation.outcome !== 'ROTATED') throw new DomainError('SESSION_ENDED');
  const { session } = rotation;
  const account = await needs.accounts.find(session.account);
  if (account === null || account.blocked) throw new DomainError('SESSION_ENDED');
  const standing = await findStanding(needs, account.id, now);
  return issueTokens(needs.accessTokens, session, next.token, standing, now);
}

async function endFamily(needs: RefreshSessionNeeds, { id, account }: Session, occasion: Occasion): Promise<void> {
  const ended = await needs.sessions.end(id, 'REFRESH_REUSED', occasion.now);
  if (!ended) return;
  const [holder, standing] = await Promise.all([
    needs.accounts.find(account),
    findStanding(needs, account, occasion.now),
  ]);
  const person = {
    account,
    name: holder?.name.text ?? null,
    organisations: organisationsOf(standing),
    roles: rolesOf(standing),
  };
  recordFor(occasion, 'SESSION_ENDED', person, { session: id, reason: 'SESSION_ENDED' });
  await needs.changes.announce(account);
}
