import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import type { StaffRole } from '../../../../schema/caller.js';
import type { Happening } from '../../../ledger.js';
import { isUuid } from '../../../uuid.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { actAsStaff, type StaffAct } from '../staff/act-as-staff.js';
import type { Registration, Registrations } from './registration.js';

export interface ActOnRegistration extends StaffAct {
  registration: Registration;
  /** What belongs on the log, whatever comes of it. */
  tried: Happening;
}

/**
 * What staff does about a registration of their own organisation.
 * @param rolesBy which roles may, by the organisation's policy.
 * @throws DomainError ACCESS_REFUSED, alike for a registration that does not exist; BAD_INPUT.
 */
export async function actOnRegistration(
  needs: { registrations: Registrations; organisations: Organisations },
  { id, rolesBy, reason }: { id: string; rolesBy: (policy: OrganisationPolicy) => StaffRole[]; reason: string | null },
  what: Pick<Happening, 'kind' | 'action'> & { categories: readonly string[] },
  occasion: Occasion,
): Promise<ActOnRegistration> {
  const registration = isUuid(id) ? await needs.registrations.find(id) : null;
  const organisation = registration?.organisation ?? null;
  const policy = needs.organisations.get(organisation ?? '');
  const roles = policy === undefined ? [] : rolesBy(policy);
  const categories = [...(registration === null ? [] : [registration.id]), ...what.categories];
  const { client = null, relation = null } = registration ?? {};
  const about = { ...what, client, relation, categories };
  const act = actAsStaff(needs, { organisation, roles, reason }, about, occasion);
  if (registration === null) return refuse(occasion, about, 'ACCESS_REFUSED');
  return { ...act, registration, tried: { ...about, ...act.place } };
}

export function administrators(): StaffRole[] {
  return ['ADMINISTRATOR'];
}

/** R9: who approves further accounts; nobody where there are none. */
export function approvers({ accounts: { extra } }: OrganisationPolicy): StaffRole[] {
  return extra === null ? [] : [extra.approver];
}
