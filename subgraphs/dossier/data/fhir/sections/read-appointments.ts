/** The agenda (V15): appointments and planned encounters as one list. */
import { dateOrNull } from '../../date-value.js';
import type { Appointment, PeriodQuery } from '../../../domain/ecd.js';
import { APPOINTMENT, PLANNED_ENCOUNTER } from '../mapping/appointment-mapping.js';
import type { FhirRecord } from '../fhir-record.js';
import type { Elements, Mapped } from '../mapping/mapping.js';
import { newestOf, readNewestFirst, type ListSearch } from '../newest-first.js';
import { typeOf } from '../served-resources.js';

export type AppointmentFound = Omit<Appointment, 'id' | 'keyset'>;

export async function readAppointments(record: FhirRecord, asked: PeriodQuery): Promise<Appointment[]> {
  const lists = await ofAppointmentLists(record, (search) => readNewestFirst(record, search, asked));
  return newestOf(lists, asked.first).map(({ keyset, entry }) => ({ id: keyset.id, keyset, ...entry }));
}

/** Does the same with each of the lists that the agenda is found in, as far as the server has them. */
export async function ofAppointmentLists<R>(
  record: FhirRecord,
  read: <E extends Elements>(search: ListSearch<E, AppointmentFound>) => Promise<R[]>,
): Promise<R[][]> {
  const { source } = record;
  return Promise.all([
    source.canSearch(typeOf(record, APPOINTMENT)) ? read(appointmentSearch(record)) : [],
    source.canSearch(typeOf(record, PLANNED_ENCOUNTER)) ? read(PLANNED_ENCOUNTERS) : [],
  ]);
}

function appointmentSearch({ source }: FhirRecord): ListSearch<typeof APPOINTMENT.elements, AppointmentFound> {
  const checkedIn = source.version === 'R4' ? ',checked-in' : '';
  return {
    mapping: APPOINTMENT,
    parameters: [['status', `booked,arrived,fulfilled${checkedIn}`]],
    timeParameter: 'date',
    timeOf: ({ values }) => values.start,
    idPrefix: '',
    sparse: false,
    entriesOf: async (found) => found.map(({ values }) => ({ ...sharedOf(values), recurrence: values.recurrence })),
  };
}

const PLANNED_ENCOUNTERS: ListSearch<typeof PLANNED_ENCOUNTER.elements, AppointmentFound> = {
  mapping: PLANNED_ENCOUNTER,
  parameters: [['status', 'planned']],
  timeParameter: 'date',
  timeOf: ({ values }) => values.start,
  idPrefix: 'Encounter/',
  sparse: false,
  entriesOf: async (found) => found.map(({ values }) => ({ ...sharedOf(values), recurrence: null })),
};

function sharedOf(values: Mapped<typeof PLANNED_ENCOUNTER.elements>): Omit<AppointmentFound, 'recurrence'> {
  const { title, note, start, end, location, participants } = values;
  return { title, note, start: new Date(start), end: dateOrNull(end), location, participants };
}
