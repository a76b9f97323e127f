import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import type { Occasion } from '../occasion.js';
import { actAsStaff } from '../staff/act-as-staff.js';
import { grantAccess } from './grant-access.js';
import { personDetails, type PersonDetails } from './person-details.js';
import type { Registration } from './registration.js';
import { checkVerification, type GivenVerification } from './verification.js';
import { checkClient, finish, type GrantDone, type GrantNeeds } from './verify-registration.js';

export interface FormRegistration extends PersonDetails {
  organisation: string;
  verification: GivenVerification;
  reason: string;
}

/**
 * The administration enters a form that somebody signed (R3, R10): request and verification in one.
 * @throws DomainError as `verifyRegistration`; REGISTRATION_BY_WEB where people register by the web (V26).
 */
export async function registerByForm(
  needs: GrantNeeds,
  { organisation, verification: typed, reason, ...person }: FormRegistration,
  occasion: Occasion,
): Promise<Registration> {
  const tried: Happening = { kind: 'REGISTRATION_CHANGED', action: 'C', client: typed.client, categories: ['FORM'] };
  const act = actAsStaff(needs, { organisation, roles: ['ADMINISTRATOR'], reason }, tried, occasion);
  const { policy, place, account: verifiedBy } = act;
  const work = async (done: GrantDone) => {
    if (policy.activation !== 'SIGNED_FORM') throw new DomainError('REGISTRATION_BY_WEB');
    const verification = checkVerification(typed, policy, occasion.now);
    const checked = personDetails(person);
    await checkClient(needs, verification.client, policy.id);
    return needs.inOneStep(occasion, async (tables, step) => {
      const { role, legalBasis, client } = verification;
      const sections = role === 'CONTACT' ? policy.sections.sharedWithContactAtStart : [];
      const asked = { person: checked, role, legalBasis, client, sections, clientName: null, designatedBy: null };
      const registration = await tables.registrations.add({ ...asked, organisation: policy.id }, occasion.now);
      const granting = { registration, person: checked, verification, verifiedBy, approvedBy: null, policy };
      return done(step, await grantAccess(tables, needs.organisations, granting, occasion.now));
    });
  };
  return finish(needs, { tried: { ...tried, ...place }, place }, typed.client, work, occasion);
}
