import type { Organisations } from '../../../../organisations/policy.js';
import { lastDayOver, type Clients } from '../clients/client.js';

/** What served its purpose so long ago that nobody has a use for it. */
export interface OldRows {
  /** Links, challenges, sessions with their tokens, messages and refused registrations that were over before this moment. */
  remove(before: Date): Promise<void>;
}

const KEPT_MS = 30 * 86_400_000;

export async function removeOldRows({ oldRows }: { oldRows: OldRows }, now: Date): Promise<void> {
  await oldRows.remove(new Date(now.getTime() - KEPT_MS));
}

/** When nothing can be opened any more, nothing has to be compared with the BSN of the client either. */
export async function forgetBsn(needs: { clients: Clients; organisations: Organisations }, now: Date): Promise<void> {
  for (const policy of needs.organisations.values()) {
    await needs.clients.forgetBsn(policy.id, policy.endOfAccess.on, lastDayOver(policy, now));
  }
}
