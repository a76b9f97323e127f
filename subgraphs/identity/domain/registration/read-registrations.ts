import type { Organisations } from '../../../../organisations/policy.js';
import { toPage, type Page, type PageRequest } from '../../../connection.js';
import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import type { Occasion } from '../occasion.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import { actOnRegistration, administrators, approvers } from './act-on-registration.js';
import type { Registration, RegistrationFilter, Registrations } from './registration.js';

export interface ReadNeeds {
  registrations: Registrations;
  organisations: Organisations;
}

const SHORTEST_SEARCH = 3;
const LONGEST_SEARCH = 100;

/**
 * The registrations of an organisation, the newest first.
 * @throws DomainError ACCESS_REFUSED, SEARCH_TOO_SHORT, BAD_CURSOR, BAD_INPUT.
 */
export async function listRegistrations(
  needs: ReadNeeds,
  organisation: string,
  { status, text }: RegistrationFilter,
  page: PageRequest,
  occasion: Occasion,
): Promise<Page<Registration>> {
  const tried = { kind: 'REGISTRATION_READ', action: 'R' } as const;
  const policy = needs.organisations.get(organisation);
  const roles = [...administrators(), ...(policy === undefined ? [] : approvers(policy))];
  const { place } = actAsStaff(needs, { organisation, roles, reason: null }, tried, occasion);
  if (page.after !== null && !isUuid(page.after.id)) throw new DomainError('BAD_CURSOR');
  const filter = { status, text: text === null ? null : searched(text) };
  const found = await needs.registrations.ofOrganisation(place.organisation, filter, page);
  // what was searched with may be a name, and stays off the log
  const search = { ...(status !== null && { status }), text: text !== null };
  occasion.ledger.add({ ...tried, ...place, search });
  return toPage(found, page.first, ({ createdAt, id }) => ({ time: createdAt.toISOString(), id }));
}

/** One registration. @throws DomainError ACCESS_REFUSED, alike for one that does not exist. */
export async function findRegistration(needs: ReadNeeds, id: string, occasion: Occasion): Promise<Registration> {
  const which = {
    id,
    rolesBy: (policy: Parameters<typeof approvers>[0]) => [...administrators(), ...approvers(policy)],
  };
  const what = { kind: 'REGISTRATION_READ', action: 'R', categories: [] } as const;
  const { registration, tried } = await actOnRegistration(needs, { ...which, reason: null }, what, occasion);
  occasion.ledger.add(tried);
  return registration;
}

function searched(text: string): string {
  const words = text.trim().normalize('NFC');
  if (words.length < SHORTEST_SEARCH) throw new DomainError('SEARCH_TOO_SHORT');
  if (words.length > LONGEST_SEARCH || /\p{C}/u.test(words)) throw new DomainError('BAD_INPUT', { fields: ['text'] });
  return words;
}
