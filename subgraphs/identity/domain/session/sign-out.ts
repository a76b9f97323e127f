import type { AccountChanges } from '../account.js';
import { whoAsks, type Occasion } from '../occasion.js';
import type { Sessions } from './session.js';
import { recordFor } from '../sign-in/sign-in-record.js';

/** Ends this session, or all sessions of the account (R23). */
export async function signOut(
  { sessions, changes }: { sessions: Sessions; changes: AccountChanges },
  everywhere: boolean,
  occasion: Occasion,
): Promise<boolean> {
  const { account, name, session, relations, staff } = whoAsks(occasion);
  if (everywhere) await sessions.endAll(account, 'SIGNED_OUT', occasion.now);
  else await sessions.end(session, 'SIGNED_OUT', occasion.now);
  await changes.announce(account);
  const organisations = [...new Set([...relations, ...staff].map(({ organisation }) => organisation))];
  recordFor(occasion, 'SIGN_OUT', { account, name, organisations }, { session });
  return true;
}
