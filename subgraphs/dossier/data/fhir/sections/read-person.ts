/** The client: who, where, and cared for by which team. */
import { dateOrNull } from '../../date-value.js';
import type { Person } from '../../../domain/ecd.js';
import type { FhirRecord } from '../fhir-record.js';
import { humanNameOf } from '../mapping/human-name.js';
import { LOCATION, PATIENT, STAY } from '../mapping/person-mapping.js';
import { readTeam } from './read-care-team.js';
import { judged, searchServed, servedAt, typeOf, type Found } from '../served-resources.js';
import { WithheldCount } from '../withheld.js';

/** Null when the server does not know the client, or does not say where the client lives or is cared for. */
export async function readPerson(record: FhirRecord): Promise<Person | null> {
  const [patient, location, team] = await Promise.all([readPatient(record), readLocation(record), readTeam(record)]);
  if (patient === null) return null;
  const name = humanNameOf(patient.values);
  if (name !== null && location !== null)
    return { name, birthDate: dateOrNull(patient.values.birthDate), location, team };
  const withheld = new WithheldCount();
  withheld.add('MALFORMED');
  withheld.tell(typeOf(record, PATIENT), record.onWithheld);
  return null;
}

async function readPatient(record: FhirRecord): Promise<Found<typeof PATIENT.elements> | null> {
  const patient = await record.source.read(typeOf(record, PATIENT), record.clientId, record.signal);
  if (patient === null) return null;
  const withheld = new WithheldCount();
  const [found] = judged(record, PATIENT, [patient], withheld);
  withheld.tell(typeOf(record, PATIENT), record.onWithheld);
  return found ?? null;
}

/** Of the stay that is going on; after that, of the last one (V34, R18: who may still look needs to know where it was). */
async function readLocation(record: FhirRecord): Promise<Person['location'] | null> {
  if (!record.source.canSearch(typeOf(record, STAY))) return null;
  return (await locationOfStays(record, 'in-progress,onleave')) ?? (await locationOfStays(record, 'finished'));
}

async function locationOfStays(record: FhirRecord, statuses: string): Promise<Person['location'] | null> {
  const { found, included } = await searchServed(record, STAY, [
    ['status', statuses],
    ['_include', 'Encounter:location'],
  ]);
  const stays = found
    // a server may pass over what it was asked
    .filter(({ values }) => statuses.split(',').includes(values.status))
    .sort((one, other) => startOf(other) - startOf(one));
  const withheld = new WithheldCount();
  const references = stays.flatMap(({ values }) => values.locations[0] ?? []);
  const [location] = await servedAt(record, LOCATION, references, included, withheld);
  withheld.tell(typeOf(record, LOCATION), record.onWithheld);
  return location === undefined ? null : locationOf(record, location);
}

function startOf({ values }: Found<typeof STAY.elements>): number {
  return dateOrNull(values.start)?.getTime() ?? -Infinity;
}

function locationOf({ codes }: FhirRecord, { resource, values }: Found<typeof LOCATION.elements>): Person['location'] {
  return {
    id: resource.id,
    name: values['location.name'],
    address: values['location.address'],
    psychogeriatric: values['location.psychogeriatric'].some((type) => codes.psychogeriatricLocation.includes(type)),
  };
}
