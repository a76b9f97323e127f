import { DomainError } from '../../../domain-error.js';
import type { Organisations } from '../../../../organisations/policy.js';
import { personDetails } from '../registration/person-details.js';
import type { OwnStep } from '../tables.js';
import { appoint, type Appointment } from './appoint-staff.js';
import type { HeldRole } from './staff-role.js';

/**
 * Appoints somebody where nobody is there to do it: by whoever runs the system. On the log like any appointment.
 * @throws DomainError BAD_INPUT.
 */
export async function appointFirst(
  needs: OwnStep & { organisations: Organisations },
  appointment: Appointment,
  now: Date,
): Promise<HeldRole> {
  const policy = needs.organisations.get(appointment.organisation);
  if (policy === undefined) throw new DomainError('BAD_INPUT', { fields: ['organisation'] });
  const person = personDetails(appointment);
  const { role } = appointment;
  return needs.inOwnStep(now, async (tables, record) => {
    const held = await appoint(tables, { person, role, policy, except: null }, now);
    const categories = [held.role, held.account];
    record.add({ kind: 'STAFF_CHANGED', action: 'C', organisation: policy.id, categories });
    return held;
  });
}
