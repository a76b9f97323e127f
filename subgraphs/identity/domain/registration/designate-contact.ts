import { SECTIONS, type Section } from '../../../../schema/caller.js';
import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { decidingRelation } from '../relations/decide-for-client.js';
import type { StandingNeeds } from '../standing.js';
import { personDetails, type PersonDetails } from './person-details.js';
import { onRecord, type DoneWith } from './registration-record.js';
import { admitRequest, putRequest, type RequestNeeds } from './request-registration.js';

export interface Designation extends PersonDetails {
  client: string;
  /** Null: what the organisation shares with a contact at first. */
  sections: Section[] | null;
}

/**
 * Whoever decides for the client names a contact, and what that contact is to see (V22, V25). The administration verifies
 * who it is, as with any other request.
 * @throws DomainError ACCESS_REFUSED, alike for a client that does not exist; SECTION_NOT_OFFERED, TOO_MANY_ATTEMPTS,
 * UNAVAILABLE, BAD_INPUT.
 */
export async function designateContact(
  needs: RequestNeeds & StandingNeeds,
  designation: Designation,
  occasion: Occasion,
): Promise<void> {
  const { client } = designation;
  const by = isUuid(client) ? await decidingRelation(needs, client, occasion) : undefined;
  const tried = { kind: 'REGISTRATION_CHANGED', action: 'C', client } as const;
  if (by === undefined) return refuse(occasion, tried, 'ACCESS_REFUSED');
  const { policy } = by;
  const place = { organisation: policy.id, client: by.client.id, relation: by.id, role: by.role };
  const work = async (done: DoneWith) => {
    const person = personDetails(designation);
    const wanted = designation.sections ?? policy.sections.sharedWithContactAtStart;
    const sections = SECTIONS.filter((section) => wanted.includes(section));
    if (!sections.every((section) => policy.sections.offered.includes(section))) {
      throw new DomainError('SECTION_NOT_OFFERED');
    }
    await admitRequest(needs.limits, person.email, occasion);
    const asked = { role: 'CONTACT', legalBasis: 'DESIGNATION', sections, clientName: null } as const;
    const request = { ...asked, organisation: policy.id, person, client: by.client.id, designatedBy: by.id };
    return putRequest(needs, request, { policy, done }, occasion);
  };
  await onRecord(occasion, { ...tried, ...place }, work);
}
