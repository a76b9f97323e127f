import type { Organisations } from '../../../../organisations/policy.js';
import type { StaffRole } from '../../../../schema/caller.js';
import type { Happening } from '../../../ledger.js';
import { isUuid } from '../../../uuid.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { actAsStaff, type StaffAct } from '../staff/act-as-staff.js';
import type { Client, Clients } from './client.js';

/**
 * What a member of staff does about a client of their own organisation.
 * @throws DomainError ACCESS_REFUSED, alike for a client that does not exist; BAD_INPUT.
 */
export async function actForClient(
  needs: { clients: Clients; organisations: Organisations },
  { client: id, roles, reason }: { client: string; roles: readonly StaffRole[]; reason: string | null },
  tried: Happening,
  occasion: Occasion,
): Promise<StaffAct & { client: Client }> {
  const client = isUuid(id) ? await needs.clients.find(id) : null;
  const about = { ...tried, client: id };
  const act = actAsStaff(needs, { organisation: client?.organisation ?? null, roles, reason }, about, occasion);
  if (client === null) return refuse(occasion, about, 'ACCESS_REFUSED');
  return { ...act, client };
}
