import type { SignedInBy } from '../../../../schema/caller.js';
import type { Account, Accounts } from '../account.js';
import type { Standing } from '../standing.js';
import type { OneStep } from '../tables.js';
import { startSession, type IssuedSession, type SessionNeeds } from './start-session.js';

/**
 * Starts the session of whoever has just proved who they are, if the account is still as it was then. Whoever locks it
 * or gives up its password in that moment waits for this session and ends it, or comes first and there is none (R23).
 * @param refused what is thrown then.
 */
export async function beginSession(
  needs: SessionNeeds & OneStep,
  { account, ...by }: { account: Account; standing: Standing } & SignedInBy,
  refused: Error,
  now: Date,
): Promise<IssuedSession> {
  return needs.withoutRecord(async ({ accounts, sessions }) => {
    if (!(await isAsItWas(accounts, account))) throw refused;
    return startSession({ ...needs, sessions }, { account: account.id, ...by }, now);
  });
}

async function isAsItWas(accounts: Accounts, { id, passwordHash }: Account): Promise<boolean> {
  const found = (await accounts.lock(id)) ? await accounts.find(id) : null;
  return found !== null && found.passwordHash === passwordHash && !found.blocked && !found.recoveryRequired;
}
