/** A client's rows as resources of either version: everything the vendor has, also what is not meant for the client. */
import type { RecordRows } from '../record-rows.js';
import type { FhirResource, Writing } from '../resource.js';
import { writeAppointments } from './appointments.js';
import { writeCarePlans } from './care-plan.js';
import { writeCareTeam } from './care-team.js';
import { writeContacts } from './contact.js';
import { writeLegalSituations } from './legal-situation.js';
import { writeLife } from './life.js';
import { writePerson } from './person.js';
import { writeReports } from './reports.js';

const WRITERS = [
  writePerson,
  writeCareTeam,
  writeContacts,
  writeLegalSituations,
  writeReports,
  writeCarePlans,
  writeAppointments,
  writeLife,
];

export function writeRecord(rows: RecordRows, writing: Writing): FhirResource[] {
  return WRITERS.flatMap((write) => write(rows, writing));
}
