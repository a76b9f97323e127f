/** The client, and where the client stays. */
import { LOCATION_TYPE } from '../codes.js';
import type { RecordRows } from '../record-rows.js';
import { concept, extension, reference, type FhirResource, type Writing } from '../resource.js';
import { meta } from './meta.js';

const OWN_PREFIX = 'http://hl7.org/fhir/StructureDefinition/humanname-own-prefix';
const OWN_NAME = 'http://hl7.org/fhir/StructureDefinition/humanname-own-name';
const ACT_CODE = { STU3: 'http://hl7.org/fhir/v3/ActCode', R4: 'http://terminology.hl7.org/CodeSystem/v3-ActCode' };

export function writePerson(rows: RecordRows, writing: Writing): FhirResource[] {
  return [patient(rows, writing), stay(rows, writing), location(rows, writing)];
}

function patient({ client }: RecordRows, writing: Writing): FhirResource {
  const { roepnaam: given, tussenvoegsel: prefix, achternaam: name } = client;
  const family = [prefix, name].filter(Boolean).join(' ');
  const parts = [
    ...(prefix === null ? [] : [extension(OWN_PREFIX, { valueString: prefix })]),
    extension(OWN_NAME, { valueString: name }),
  ];
  return {
    resourceType: 'Patient',
    id: String(client.id),
    meta: meta(writing),
    active: true,
    name: [{ use: 'official', text: `${given} ${family}`, family, _family: { extension: parts }, given: [given] }],
    birthDate: client.geboortedatum,
  };
}

/** Zib Encounter: the stay that goes on. */
function stay({ client, location: { id, naam } }: RecordRows, writing: Writing): FhirResource {
  return {
    resourceType: 'Encounter',
    id: `verblijf-${client.id}`,
    meta: meta(writing),
    status: 'in-progress',
    class: { system: ACT_CODE[writing.version], code: 'IMP' },
    subject: { reference: writing.patient },
    location: [{ location: { ...reference('Location', id), display: naam }, status: 'active' }],
  };
}

function location({ location: row }: RecordRows, writing: Writing): FhirResource {
  const line = `${row.straat} ${row.huisnummer}`;
  const type =
    row.psychogeriatrisch === null ? null : concept(LOCATION_TYPE, row.psychogeriatrisch ? 'PG' : 'SOMATIEK');
  return {
    resourceType: 'Location',
    id: String(row.id),
    meta: meta(writing),
    status: 'active',
    name: row.naam,
    mode: 'instance',
    type: writing.version === 'R4' ? [type] : type,
    address: {
      text: `${line}, ${row.postcode} ${row.plaats}`,
      line: [line],
      city: row.plaats,
      postalCode: row.postcode,
    },
  };
}
