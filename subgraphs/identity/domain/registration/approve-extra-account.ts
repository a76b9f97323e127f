import { DomainError } from '../../../domain-error.js';
import type { Occasion } from '../occasion.js';
import { actOnRegistration, approvers } from './act-on-registration.js';
import type { Granted } from './granting.js';
import type { Registration } from './registration.js';
import { finish, grant, type GrantDone, type GrantNeeds } from './verify-registration.js';

/**
 * Whoever the organisation says approves a further account (R9): never who asked for it. It is judged anew, as the client
 * is then.
 * @throws DomainError ACCESS_REFUSED, alike for a registration that does not exist; REGISTRATION_DECIDED,
 * APPROVAL_BY_ANOTHER, NO_ACCOUNT_LEFT and that of each rule that says no; BAD_INPUT.
 */
export async function approveExtraAccount(
  needs: GrantNeeds,
  { id, reason }: { id: string; reason: string },
  occasion: Occasion,
): Promise<Registration> {
  const what = { kind: 'REGISTRATION_CHANGED', action: 'U', categories: ['APPROVED'] } as const;
  const which = { id, rolesBy: approvers, reason };
  const act = await actOnRegistration(needs, which, what, occasion);
  const { registration, policy, account: approvedBy } = act;
  const { client } = registration;
  const work = async (done: GrantDone): Promise<Granted> => {
    const { status, person, evidence, verifiedBy, extra } = registration;
    if (status !== 'AWAITING_APPROVAL' || person === null || client === null || evidence === null) {
      throw new DomainError('REGISTRATION_DECIDED');
    }
    if (verifiedBy === null || verifiedBy === approvedBy) throw new DomainError('APPROVAL_BY_ANOTHER');
    if (extra?.until != null && extra.until <= occasion.now) throw new DomainError('APPROVAL_TOO_LATE');
    const verification = { ...verificationOf(registration), client, evidence };
    return grant(needs, { registration, person, verification, verifiedBy, approvedBy, policy }, done, occasion);
  };
  return finish(needs, act, client ?? '', work, occasion);
}

function verificationOf({ role, legalBasis, relatedPerson, validUntil, replaces, form, extra }: Registration) {
  return { role, legalBasis, relatedPerson, validUntil, replaces, form, extra };
}
