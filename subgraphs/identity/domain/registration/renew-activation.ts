import { DomainError } from '../../../domain-error.js';
import type { Accounts } from '../account.js';
import type { Occasion } from '../occasion.js';
import { findStanding, hasAccess, type StandingNeeds } from '../standing.js';
import { actOnRegistration, administrators } from './act-on-registration.js';
import { sendActivation } from './open-account.js';
import type { Registration } from './registration.js';
import { onRecord, type DoneWith } from './registration-record.js';
import type { GrantNeeds } from './verify-registration.js';

/**
 * Sends another activation link; the one before it is worth nothing from then on (V29).
 * @throws DomainError ACCESS_REFUSED, alike for a registration that does not exist; REGISTRATION_DECIDED when there is
 * nothing to activate, or no longer; BAD_INPUT.
 */
export async function renewActivation(
  needs: Pick<GrantNeeds, 'registrations' | 'organisations' | 'inOneStep'> & StandingNeeds & { accounts: Accounts },
  { id, reason }: { id: string; reason: string },
  occasion: Occasion,
): Promise<Registration> {
  const what = { kind: 'REGISTRATION_CHANGED', action: 'U', categories: ['ACTIVATION_RENEWED'] } as const;
  const which = { id, rolesBy: administrators, reason };
  const act = await actOnRegistration(needs, which, what, occasion);
  const { registration, policy, tried } = act;
  const work = (done: DoneWith) =>
    needs.inOneStep(occasion, async (tables, step) => {
      const account = registration.account === null ? null : await tables.accounts.find(registration.account);
      if (account === null || account.activatedAt !== null || account.blocked) {
        throw new DomainError('REGISTRATION_DECIDED');
      }
      const standing = await findStanding({ ...tables, organisations: needs.organisations }, account.id, occasion.now);
      if (!hasAccess(standing)) throw new DomainError('REGISTRATION_DECIDED');
      await sendActivation(tables, account, policy, occasion.now);
      done(step);
    });
  await onRecord(occasion, tried, work);
  return registration;
}
