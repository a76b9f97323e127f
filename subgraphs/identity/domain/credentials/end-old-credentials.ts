import type { SessionEnd } from '../session/session.js';
import type { Tables } from '../tables.js';

/**
 * Whatever was opened or begun with what an account had before is over: sessions, sign-ins under way, links on their way,
 * devices that were known (R23). @param except the session that goes on.
 */
export async function endOldCredentials(
  { sessions, devices, links, challenges, numberChallenges }: Tables,
  account: string,
  { reason, except = null }: { reason: SessionEnd; except?: string | null },
  now: Date,
): Promise<void> {
  await sessions.endAll(account, reason, now, except);
  await devices.forgetAll(account);
  await links.closeAll(account, now);
  await challenges.closeAll(account, now);
  await numberChallenges.closeAll(account, now);
}
