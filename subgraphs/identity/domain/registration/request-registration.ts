import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import { networkOf } from '../../../../program/network.js';
import type { Role } from '../../../../schema/caller.js';
import type { AskedBasis } from '../../../../schema/legal-basis.js';
import { DomainError } from '../../../domain-error.js';
import type { Limits } from '../limits.js';
import { mailToAdministration } from '../messages/write-to.js';
import type { Occasion } from '../occasion.js';
import type { OneStep } from '../tables.js';
import { checkBasis } from './basis.js';
import { personDetails, type PersonDetails } from './person-details.js';
import type { Registration, Request } from './registration.js';
import { onRecord, type DoneWith } from './registration-record.js';
import { nameOf } from './written-line.js';

export interface RequestNeeds extends OneStep {
  organisations: Organisations;
  limits: Limits;
}

export interface AccessRequest extends PersonDetails {
  organisation: string;
  role: Role;
  legalBasis: AskedBasis;
  /** As the requester knows the client: staff finds out who that is. */
  clientName: string;
}

/**
 * Somebody asks for access by the web (V26). Nothing is looked up, so that nothing can be learnt: whoever has an account
 * and whoever has none get the same answer.
 * @throws DomainError REGISTRATION_BY_FORM, FINANCES_ONLY, BASIS_NOT_ACCEPTED, TOO_MANY_ATTEMPTS, UNAVAILABLE, BAD_INPUT.
 */
export async function requestRegistration(
  needs: RequestNeeds,
  asked: AccessRequest,
  occasion: Occasion,
): Promise<void> {
  const policy = needs.organisations.get(asked.organisation);
  if (policy === undefined) throw new DomainError('BAD_INPUT', { fields: ['organisation'] });
  const tried = { kind: 'REGISTRATION_CHANGED', action: 'C', organisation: policy.id } as const;
  const work = async (done: DoneWith) => {
    if (policy.activation !== 'WEB') throw new DomainError('REGISTRATION_BY_FORM');
    const legalBasis = checkBasis(asked, policy);
    const person = personDetails(asked);
    const clientName = nameOf(asked.clientName, 'clientName');
    await admitRequest(needs.limits, person.email, occasion);
    const { organisation, role } = asked;
    const sections = role === 'CONTACT' ? policy.sections.sharedWithContactAtStart : [];
    const request = { organisation, person, role, legalBasis, clientName, client: null, designatedBy: null, sections };
    return putRequest(needs, request, { policy, done }, occasion);
  };
  await onRecord(occasion, tried, work);
}

/** @throws DomainError TOO_MANY_ATTEMPTS, UNAVAILABLE. */
export async function admitRequest(limits: Limits, email: string, { caller }: Occasion): Promise<void> {
  await limits.take('registrationsPerAddress', networkOf(caller.address));
  await limits.take('registrationsPerEmail', email);
}

/** Keeps it, puts it on record, and tells the administration. */
export function putRequest(
  needs: OneStep,
  request: Request,
  { policy, done }: { policy: OrganisationPolicy; done: DoneWith },
  occasion: Occasion,
): Promise<Registration> {
  const { now } = occasion;
  return needs.inOneStep(occasion, async ({ registrations, messages }, step) => {
    const registration = await registrations.add(request, now);
    const notice = { template: 'REGISTRATION_REQUESTED', registration: registration.id } as const;
    await messages.put(mailToAdministration(policy, notice), now);
    done(step, { categories: [registration.id] });
    return registration;
  });
}
