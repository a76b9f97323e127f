/** The agenda (V15): Appointment, and the Encounter that is planned. */
import { both, optional, required, type ResourceMapping } from './mapping.js';
import { namesIn } from '../sections/named-people.js';
import { wordsOf } from './shared-paths.js';

const RECURRENCE = "extension('http://hl7.org/fhir/5.0/StructureDefinition/extension-Appointment.recurrenceTemplate')";
const COMING = "participant.where(status.empty() or status != 'declined').actor";

export const APPOINTMENT = {
  concept: 'Appointment',
  zib: 'PlannedCareActivity',
  resource: both('Appointment'),
  servedWhen: {
    STU3: "status in ('booked' | 'arrived' | 'fulfilled')",
    R4: "status in ('booked' | 'arrived' | 'fulfilled' | 'checked-in')",
  },
  needsLabel: true,
  client: both('participant.actor.reference'),
  elements: {
    title: required(
      'text',
      'description.combine(serviceType.text).combine(serviceType.coding.display).combine(appointmentType.text).combine(appointmentType.coding.display)',
      'appointment.title',
    ),
    note: optional('text', 'comment', 'appointment.note'),
    start: required('moment', 'start', 'appointment.start_time'),
    end: optional('moment', 'end', 'appointment.end_time'),
    recurrence: optional('text', `${RECURRENCE}.extension('recurrenceType').value.text`, 'appointment.recurrence'),
    location: optional('text', `${COMING}.where(reference.matches('(^|/)Location/')).display`, 'appointment.location'),
    participants: optional('texts', namesIn(COMING), 'appointment.participants'),
  },
} as const satisfies ResourceMapping;

export const PLANNED_ENCOUNTER = {
  concept: 'Appointment',
  zib: 'Encounter',
  resource: both('Encounter'),
  servedWhen: both("status = 'planned'"),
  needsLabel: true,
  client: both('subject.reference.single()'),
  elements: {
    title: required('text', wordsOf('type'), 'appointment.title'),
    note: optional('text', { STU3: 'reason.text', R4: 'reasonCode.text' }, 'appointment.note'),
    start: required('moment', 'period.start', 'appointment.start_time'),
    end: optional('moment', 'period.end', 'appointment.end_time'),
    location: optional('text', 'location.location.display', 'appointment.location'),
    participants: optional('texts', namesIn('participant.individual'), 'appointment.participants'),
  },
} as const satisfies ResourceMapping;
