/** The agenda: appointments and planned encounters as one list. */
import { dateOrNull } from '../date-value.js';
import type { Appointment, PeriodQuery } from '../../domain/ecd.js';
import { APPOINTMENT, PLANNED_ENCOUNTER } from './appointment-mapping.js';
import type { FhirRecord } from './fhir-record.js';
import type { SearchParameters } from './fhir-source.js';
import type { Elements, Mapped, ResourceMapping } from './mapping.js';
import { newestOf, readNewestFirst, type ListEntry } from './newest-first.js';
import { typeOf } from './served-resources.js';

type Common = Mapped<typeof PLANNED_ENCOUNTER.elements>;
type Entry = Omit<Appointment, 'id' | 'keyset'>;

export async function readAppointments(record: FhirRecord, asked: PeriodQuery): Promise<Appointment[]> {
  const statuses =
    record.source.version === 'STU3' ? 'booked,arrived,fulfilled' : 'booked,arrived,fulfilled,checked-in';
  const lists = await Promise.all([
    listOf(record, APPOINTMENT, '', [['status', statuses]], asked, ({ recurrence, ...common }) =>
      entryOf(common, recurrence),
    ),
    listOf(record, PLANNED_ENCOUNTER, 'Encounter/', [['status', 'planned']], asked, (common) => entryOf(common, null)),
  ]);
  return newestOf(lists, asked.first).map(({ keyset, entry }) => ({ id: keyset.id, keyset, ...entry }));
}

async function listOf<E extends Elements & { start: { kind: 'moment' } }>(
  record: FhirRecord,
  mapping: ResourceMapping<E>,
  idPrefix: string,
  parameters: SearchParameters,
  asked: PeriodQuery,
  entry: (values: Mapped<E>) => Entry,
): Promise<ListEntry<Entry>[]> {
  if (!record.source.canSearch(typeOf(record, mapping))) return [];
  return readNewestFirst(
    record,
    {
      mapping,
      parameters,
      timeParameter: 'date',
      timeOf: ({ values }) => values.start,
      idPrefix,
      sparse: false,
      entriesOf: async (found) => found.map(({ values }) => entry(values)),
    },
    asked,
  );
}

function entryOf({ title, note, start, end, location, participants }: Common, recurrence: string | null): Entry {
  return { title, note, start: new Date(start), end: dateOrNull(end), recurrence, location, participants };
}
