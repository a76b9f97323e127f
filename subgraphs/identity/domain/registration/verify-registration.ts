import type { Organisations } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import type { AccountChanges } from '../account.js';
import type { Clients } from '../clients/client.js';
import type { Occasion, Recording } from '../occasion.js';
import type { OneStep } from '../tables.js';
import { actOnRegistration, administrators, type ActOnRegistration } from './act-on-registration.js';
import { grantAccess } from './grant-access.js';
import type { Granted, Granting } from './granting.js';
import type { Registration, Registrations } from './registration.js';
import { onRecord, recordGranted } from './registration-record.js';
import { checkVerification, type GivenVerification } from './verification.js';

export interface GrantNeeds extends OneStep {
  registrations: Registrations;
  clients: Clients;
  organisations: Organisations;
  changes: AccountChanges;
}

/**
 * The administration has seen who somebody is and on what their access rests (V26, R7): access is given, in one step with
 * the end of the access that it replaces, or waits for approval when it is a further account (R9).
 * @throws DomainError ACCESS_REFUSED, alike for what does not exist; REGISTRATION_DECIDED, BAD_INPUT, and that of each
 * rule that says no.
 */
export async function verifyRegistration(
  needs: GrantNeeds,
  { id, verification: typed, reason }: { id: string; verification: GivenVerification; reason: string },
  occasion: Occasion,
): Promise<Registration> {
  const what = { kind: 'REGISTRATION_CHANGED', action: 'U', categories: ['VERIFIED'] } as const;
  const which = { id, rolesBy: administrators, reason };
  const act = await actOnRegistration(needs, which, what, occasion);
  const { registration, policy, account: verifiedBy } = act;
  const work = async (done: GrantDone): Promise<Granted> => {
    const { person } = registration;
    if (registration.status !== 'REQUESTED' || person === null) throw new DomainError('REGISTRATION_DECIDED');
    const verification = checkVerification(typed, policy, occasion.now);
    await checkClient(needs, verification.client, policy.id);
    checkDesignation(registration, verification);
    const granting = { registration, person, verification, verifiedBy, approvedBy: null, policy };
    return grant(needs, granting, done, occasion);
  };
  return finish(needs, act, typed.client, work, occasion);
}

/** Puts on record what was given, in the step in which it is given. */
export type GrantDone = (step: Recording, granted: Granted) => Granted;

export function grant(needs: GrantNeeds, granting: Granting, done: GrantDone, occasion: Occasion): Promise<Granted> {
  return needs.inOneStep(occasion, async (tables, step) =>
    done(step, await grantAccess(tables, needs.organisations, granting, occasion.now)),
  );
}

/** Puts it on record, with all that came of it, and tells whom it concerns. */
export async function finish(
  { changes }: GrantNeeds,
  { tried, place }: Pick<ActOnRegistration, 'tried' | 'place'>,
  client: string,
  work: (done: GrantDone) => Promise<Granted>,
  occasion: Occasion,
): Promise<Registration> {
  const granted = await onRecord(occasion, { ...tried, client }, (done) =>
    work((step, given) => {
      const categories = [...new Set([given.registration.id, ...(tried.categories ?? [])])];
      done(step, { relation: given.relation?.id ?? null, categories });
      recordGranted(step, place, given);
      return given;
    }),
  );
  const concerned = [granted.account?.id, granted.ended?.holder.account].filter((id) => id !== undefined);
  await Promise.all(concerned.map((account) => changes.announce(account)));
  return granted.registration;
}

/** @throws DomainError ACCESS_REFUSED, alike for a client that does not exist and one of another organisation. */
export async function checkClient({ clients }: GrantNeeds, id: string, organisation: string): Promise<void> {
  const client = isUuid(id) ? await clients.find(id) : null;
  if (client?.organisation !== organisation) throw new DomainError('ACCESS_REFUSED');
}

/** A contact stays the contact of the client who named them. */
function checkDesignation(
  { designatedBy, client }: Registration,
  verified: { client: string; role: Registration['role'] },
): void {
  if (designatedBy === null) return;
  if (verified.client !== client) throw new DomainError('BAD_INPUT', { fields: ['client'] });
  if (verified.role !== 'CONTACT') throw new DomainError('BAD_INPUT', { fields: ['role'] });
}
