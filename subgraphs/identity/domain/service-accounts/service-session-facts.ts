import type { Organisations } from '../../../../organisations/policy.js';
import type { SessionFacts } from '../../../../schema/caller.js';
import { isUuid } from '../../../uuid.js';
import type { ServiceAccounts } from './service-account.js';

/** What the gateway has to know of a tool's session: staff roles in one organisation, and no relation to anyone. */
export async function findServiceSessionFacts(
  { serviceAccounts, organisations }: { serviceAccounts: ServiceAccounts; organisations: Organisations },
  id: string,
  now: Date,
): Promise<SessionFacts | null> {
  const live = isUuid(id) ? await serviceAccounts.findLiveSession(id, now) : null;
  if (live === null || !organisations.has(live.account.organisation)) return null;
  const { session, account } = live;
  return {
    session: session.id,
    account: account.id,
    name: account.name,
    relations: [],
    staff: session.scopes.map((role) => ({ organisation: account.organisation, role })),
    authentication: 'SIGNED_ASSERTION',
    responsible: account.registeredBy === null ? null : { account: account.registeredBy, role: 'ADMINISTRATOR' },
  };
}
