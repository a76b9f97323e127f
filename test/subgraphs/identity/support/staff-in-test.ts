/** Members of staff in the tests of use cases. */
import type { StaffRole } from '../../../../schema/caller.js';
import type { IdentityInTest } from './identity-in-test.js';

export const REASON = 'op verzoek van de familie';

/** Somebody of the organisation who has signed in. */
export async function staffOf(identity: IdentityInTest, organisation: string, role: StaffRole = 'ADMINISTRATOR') {
  const account = await identity.rows.account();
  await identity.rows.staff({ accountId: account, organisation, role });
  return { account, ...(await identity.signedIn(account)) };
}
