/** The client's agenda. */
import type { Appointment, RecordRows } from '../record-rows.js';
import { elementOf, extension, moment, reference, type FhirResource, type Writing } from '../resource.js';
import { meta } from './meta.js';

/** Of another status than these nobody knows whether it is on: it is but proposed. */
const STATUS: Readonly<Record<string, string>> = { GEPLAND: 'booked', GEWEEST: 'fulfilled', AFGEZEGD: 'cancelled' };

export function writeAppointments({ appointments }: RecordRows, writing: Writing): FhirResource[] {
  return appointments.flatMap((row) => [appointment(row, writing), ...place(row, writing)]);
}

function appointment(row: Appointment, writing: Writing): FhirResource {
  const { gewijzigd_op: changed, vertrouwelijk: confidential, herhaling: recurrence, eind_tijd: end } = row;
  const actors = [
    { reference: writing.patient },
    ...(row.plaats === null ? [] : [{ ...reference('Location', placeId(row)), display: row.plaats }]),
    ...row.deelnemers.map((display) => ({ display })),
  ];
  return {
    resourceType: 'Appointment',
    id: String(row.id),
    meta: meta(writing, { changed, labels: { confidential, hidden: false } }),
    extension:
      recurrence === null
        ? []
        : [
            elementOf('5.0', 'Appointment.recurrenceTemplate', {
              extension: [extension('recurrenceType', { valueCodeableConcept: { text: recurrence } })],
            }),
          ],
    status: STATUS[row.status ?? ''] ?? 'proposed',
    description: row.titel,
    start: moment(row.begin_tijd),
    end: end === null ? null : moment(end),
    comment: row.toelichting,
    participant: actors.map((actor) => ({ actor, status: 'accepted' })),
  };
}

/** Written down as a name only; FHIR has a place for names of places. */
function place(row: Appointment, writing: Writing): FhirResource[] {
  if (row.plaats === null) return [];
  return [{ resourceType: 'Location', id: placeId(row), meta: meta(writing), mode: 'instance', name: row.plaats }];
}

const placeId = ({ id }: Appointment) => `plaats-${id}`;
