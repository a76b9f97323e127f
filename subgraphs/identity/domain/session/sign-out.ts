import type { AccountChanges } from '../account.js';
import { whoAsks, type Occasion } from '../occasion.js';
import { findStanding, organisationsOf, type StandingNeeds } from '../standing.js';
import type { Sessions } from './session.js';
import { recordFor } from '../sign-in/sign-in-record.js';

/** Ends this session, or all sessions of the account (R23). */
export async function signOut(
  needs: StandingNeeds & { sessions: Sessions; changes: AccountChanges },
  everywhere: boolean,
  occasion: Occasion,
): Promise<boolean> {
  const { account, name, session } = whoAsks(occasion);
  if (everywhere) await needs.sessions.endAll(account, 'SIGNED_OUT', occasion.now);
  else await needs.sessions.end(session, 'SIGNED_OUT', occasion.now);
  await needs.changes.announce(account);
  // also of a staff role that is not in force after a sign-in like this
  const organisations = organisationsOf(await findStanding(needs, account, occasion.now));
  recordFor(occasion, 'SIGN_OUT', { account, name, organisations }, { session });
  return true;
}
