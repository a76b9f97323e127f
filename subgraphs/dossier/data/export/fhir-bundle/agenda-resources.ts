/** What was and will be done: Appointment, planned Encounter, Procedure. */
import type { Appointment, WellbeingActivity } from '../../../domain/ecd.js';
import { concept, words, type Names, type Resource } from './resource.js';

/** Cross-version extensions: elements that R4 has not. */
const RECURRENCE = 'http://hl7.org/fhir/5.0/StructureDefinition/extension-Appointment.recurrenceTemplate';
const UNKNOWN_CLASS = { system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK' };

/** R4 has no Appointment of which the end is not known: that is a planned Encounter. */
export function appointmentResource(names: Names, appointment: Appointment): Resource {
  const { id, start, end, recurrence } = appointment;
  const common = {
    id: names.idOf('Appointment', id),
    extension: concept(recurrence) && [
      { url: RECURRENCE, extension: [{ url: 'recurrenceType', valueCodeableConcept: concept(recurrence) }] },
    ],
  };
  if (end !== null && end >= start) return { ...common, ...booked(names, appointment, end) };
  return { ...common, ...planned(names, appointment) };
}

function booked(names: Names, { title, note, start, location, participants }: Appointment, end: Date) {
  const others = [...(location === null ? [] : [location]), ...participants];
  return {
    resourceType: 'Appointment',
    status: 'booked',
    description: title,
    comment: words(note),
    start: start.toISOString(),
    end: end.toISOString(),
    participant: [
      { actor: names.patient, status: 'accepted' },
      ...others.map((display) => ({ actor: { display }, status: 'accepted' })),
    ],
  };
}

function planned(names: Names, { title, note, start, location, participants }: Appointment) {
  return {
    resourceType: 'Encounter',
    status: 'planned',
    class: UNKNOWN_CLASS,
    type: [{ text: title }],
    subject: names.patient,
    participant: participants.length === 0 ? undefined : participants.map((display) => ({ individual: { display } })),
    period: { start: start.toISOString() },
    reasonCode: concept(note) && [concept(note)],
    location: location === null ? undefined : [{ location: { display: location } }],
  };
}

/** Whether it came off the dossier does not say: R4 has a word for that. */
export function activityResource(names: Names, activity: WellbeingActivity): Resource {
  return {
    resourceType: 'Procedure',
    id: names.idOf('Procedure', activity.id),
    status: 'unknown',
    category: concept(activity.lifeArea),
    code: concept(activity.activity),
    subject: names.patient,
    performedDateTime: activity.start.toISOString(),
    performer: activity.with === null ? undefined : [{ actor: { display: activity.with } }],
    reasonCode: concept(activity.topic) && [concept(activity.topic)],
    outcome: concept(activity.outcome),
  };
}
