import { DomainError } from '../../../domain-error.js';
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import { mailTo } from '../messages/write-to.js';
import type { Occasion } from '../occasion.js';
import { actOnRegistration, administrators, approvers } from './act-on-registration.js';
import { OPEN, type Registration } from './registration.js';
import { onRecord, type DoneWith } from './registration-record.js';
import type { GrantNeeds } from './verify-registration.js';

/**
 * Refuses a request, and says so by mail without the reason. What it says of the person is forgotten; that it was refused,
 * by whom and why stays.
 * @throws DomainError ACCESS_REFUSED, alike for a registration that does not exist; REGISTRATION_DECIDED, BAD_INPUT.
 */
export async function refuseRegistration(
  needs: Pick<GrantNeeds, 'registrations' | 'organisations' | 'inOneStep'>,
  { id, reason }: { id: string; reason: string },
  occasion: Occasion,
): Promise<Registration> {
  const what = { kind: 'REGISTRATION_CHANGED', action: 'U', categories: ['REFUSED'] } as const;
  const which = { id, rolesBy: refusers, reason };
  const act = await actOnRegistration(needs, which, what, occasion);
  const { registration, policy, place, tried } = act;
  const work = (done: DoneWith) =>
    needs.inOneStep(occasion, async ({ registrations, messages }, step) => {
      const change = { status: 'REFUSED', refusalReason: place.justification, person: null } as const;
      const refused = await registrations.change(registration.id, OPEN, change, occasion.now);
      if (refused === null) throw new DomainError('REGISTRATION_DECIDED');
      const { person } = registration;
      if (person !== null) {
        const mail = mailTo({ ...person, id: refused.id }, policy, { template: 'REGISTRATION_REFUSED' });
        await messages.put({ ...mail, account: null }, occasion.now);
      }
      done(step);
      return refused;
    });
  return onRecord(occasion, tried, work);
}

function refusers(policy: OrganisationPolicy) {
  return [...administrators(), ...approvers(policy)];
}
