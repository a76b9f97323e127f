import { DomainError } from '../../../domain-error.js';
import type { AccountChanges, Accounts } from '../account.js';
import type { Limits } from '../limits.js';
import { refuseMadeUp } from '../made-up.js';
import type { Occasion, Recording } from '../occasion.js';
import type { OneStep } from '../tables.js';
import { hashRefreshToken, newRefreshToken } from './session-tokens.js';
import { SESSION_IDLE_MS, type Session } from './session.js';
import { NOBODY, recordFor, type Person } from '../sign-in/sign-in-record.js';
import { findStanding, organisationsOf, rolesOf, type StandingNeeds } from '../standing.js';
import { issueTokens, type IssuedSession, type SessionNeeds } from './start-session.js';

export interface RefreshSessionNeeds extends StandingNeeds, SessionNeeds, OneStep {
  accounts: Accounts;
  changes: AccountChanges;
  limits: Limits;
}

/**
 * Trades a refresh token for new tokens. A token that was used before means that two people hold it: the whole
 * session ends, whoever of them it was (RFC 9700 §4.14.2).
 * @throws DomainError SESSION_ENDED, TOO_MANY_ATTEMPTS for made-up ones.
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
  if (rotation.outcome === 'UNKNOWN') {
    return refuseMadeUp(needs, occasion, 'SESSION_ENDED', () => recordEnded(NOBODY, null, occasion));
  }
  const { outcome, session } = rotation;
  if (outcome === 'REUSED') return endFamily(needs, session, occasion);
  const account = outcome === 'ROTATED' ? await needs.accounts.find(session.account) : null;
  if (account === null || account.blocked) return refuse(needs, session, occasion);
  const standing = await findStanding(needs, account.id, now, session);
  return issueTokens(needs.accessTokens, session, next.token, standing, now);
}

async function endFamily(needs: RefreshSessionNeeds, session: Session, occasion: Occasion): Promise<never> {
  const { id, account } = session;
  const holder = await holderOf(needs, session, occasion.now);
  const hasEnded = await needs.inOneStep(occasion, async ({ sessions }, step) => {
    recordEnded(holder, id, step);
    return sessions.end(id, 'REFRESH_REUSED', step.now);
  });
  if (hasEnded) await needs.changes.announce(account);
  throw new DomainError('SESSION_ENDED');
}

/** On record for whosever session it was. */
async function refuse(needs: RefreshSessionNeeds, session: Session, occasion: Occasion): Promise<never> {
  recordEnded(await holderOf(needs, session, occasion.now), session.id, occasion);
  throw new DomainError('SESSION_ENDED');
}

function recordEnded(person: Person, session: string | null, step: Recording): void {
  recordFor(step, 'SESSION_ENDED', person, { session, reason: 'SESSION_ENDED' });
}

async function holderOf(needs: RefreshSessionNeeds, { account }: Session, now: Date): Promise<Person> {
  const [holder, standing] = await Promise.all([needs.accounts.find(account), findStanding(needs, account, now)]);
  return {
    account,
    name: holder?.name.text ?? null,
    organisations: organisationsOf(standing),
    roles: rolesOf(standing),
  };
}
