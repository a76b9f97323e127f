import type { SignedInBy } from '../../../../schema/caller.js';
import type { Account, AccountsInStep } from '../account.js';
import type { Standing } from '../standing.js';
import type { Occasion } from '../occasion.js';
import { recordFor, type Person } from '../sign-in/sign-in-record.js';
import type { OneStep, Tables } from '../tables.js';
import { startSession, type IssuedSession, type SessionNeeds } from './start-session.js';

/**
 * Starts the session of whoever has just proved who they are, if the account is still as it was then. Whoever locks it
 * or gives up its password in that moment waits for this session and ends it, or comes first and there is none (R23).
 * The sign-in is on record with it. @param refused what is thrown then. @param also what is done in the same step.
 */
export async function beginSession(
  needs: SessionNeeds & OneStep,
  { account, ...by }: { account: Account; standing: Standing } & SignedInBy,
  {
    person,
    refused,
    also = async () => undefined,
  }: { person: Person; refused: Error; also?: (tables: Tables) => Promise<void> },
  occasion: Occasion,
): Promise<IssuedSession> {
  return needs.inOneStep(occasion, async (tables, step) => {
    const { accounts, sessions } = tables;
    if (!(await isAsItWas(accounts, account))) throw refused;
    await also(tables);
    const session = await startSession({ ...needs, sessions }, { account: account.id, ...by }, step.now);
    recordFor(step, 'SIGN_IN', person, { session: session.id });
    return session;
  });
}

async function isAsItWas(accounts: AccountsInStep, { id, passwordHash }: Account): Promise<boolean> {
  const found = await accounts.hold(id);
  return found !== null && found.passwordHash === passwordHash && !found.blocked && !found.recoveryRequired;
}
