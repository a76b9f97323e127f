import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { StaffRole } from '../../../../schema/caller.js';
import { DomainError } from '../../../domain-error.js';
import type { AccountChanges } from '../account.js';
import type { Occasion } from '../occasion.js';
import { openAccount } from '../registration/open-account.js';
import { personDetails, type PersonDetails } from '../registration/person-details.js';
import type { OneStep, Tables } from '../tables.js';
import { actAsStaff } from './act-as-staff.js';
import { readPortalUser, type PortalUser, type PortalUserNeeds } from './portal-user.js';
import type { HeldRole } from './staff-role.js';

export interface AppointStaffNeeds extends PortalUserNeeds, OneStep {
  changes: AccountChanges;
}

export interface Appointment {
  organisation: string;
  role: StaffRole;
  given: string;
  family: string;
  email: string;
  mobileNumber: string;
}

/**
 * Gives a person a staff role: by the account they have, else by a new one that they activate by a link (V29). Nobody
 * appoints themselves. @throws DomainError ACCESS_REFUSED, BAD_INPUT, MOBILE_NUMBER_DIFFERS.
 */
export async function appointStaff(
  needs: AppointStaffNeeds,
  { organisation, reason, ...appointment }: Appointment & { reason: string },
  occasion: Occasion,
): Promise<PortalUser> {
  const happening = { kind: 'STAFF_CHANGED', action: 'C' } as const;
  const which = { organisation, roles: ['ADMINISTRATOR'] as const, reason };
  const { policy, place, account: self } = actAsStaff(needs, which, happening, occasion);
  const person = personDetails(appointment);
  const held = await needs.inOneStep(occasion, async (tables, step) => {
    const given = await appoint(tables, { person, role: appointment.role, policy, except: self }, step.now);
    step.ledger.add({ ...happening, ...place, categories: [given.role, given.account] });
    return given;
  });
  await needs.changes.announce(held.account);
  const user = await readPortalUser(needs, policy, held.account, occasion.now);
  if (user === null) throw new DomainError('ACCESS_REFUSED');
  return user;
}

/** @throws DomainError BAD_INPUT; MOBILE_NUMBER_DIFFERS when the account with the address has another number. */
export async function appoint(
  tables: Tables,
  {
    person,
    role,
    policy,
    except,
  }: { person: PersonDetails; role: StaffRole; policy: OrganisationPolicy; except: string | null },
  now: Date,
): Promise<HeldRole> {
  const known = await tables.accounts.findByEmail(person.email);
  // a change of its address or number is seen, and sees the role that is given here
  if (known !== null) await tables.accounts.lock(known.id);
  const { account } = await openAccount(tables, person, policy, now);
  // whoever does not know the number as well learns nothing of an account that another organisation opened
  if (account.mobileNumber !== person.mobileNumber) throw new DomainError('MOBILE_NUMBER_DIFFERS');
  if (account.id === except) throw new DomainError('BAD_INPUT', { fields: ['email'] });
  const held = await tables.staffRegister.appoint({ account: account.id, organisation: policy.id, role }, now);
  if (held === null) throw new DomainError('BAD_INPUT', { fields: ['role'] });
  return held;
}
