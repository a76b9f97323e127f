import type { AccountChanges } from '../account.js';
import { whoAsks, type Occasion } from '../occasion.js';
import { findStanding, organisationsOf, type StandingNeeds } from '../standing.js';
import type { OneStep } from '../tables.js';
import { recordFor } from '../sign-in/sign-in-record.js';

/** Ends this session, or all sessions of the account (R23). */
export async function signOut(
  needs: StandingNeeds & OneStep & { changes: AccountChanges },
  everywhere: boolean,
  occasion: Occasion,
): Promise<boolean> {
  const { account, name, session } = whoAsks(occasion);
  // also of a staff role that is not in force after a sign-in like this
  const organisations = organisationsOf(await findStanding(needs, account, occasion.now));
  await needs.inOneStep(occasion, async ({ sessions }, step) => {
    if (everywhere) await sessions.endAll(account, 'SIGNED_OUT', step.now);
    else await sessions.end(session, 'SIGNED_OUT', step.now);
    recordFor(step, 'SIGN_OUT', { account, name, organisations }, { session });
  });
  await needs.changes.announce(account);
  return true;
}
