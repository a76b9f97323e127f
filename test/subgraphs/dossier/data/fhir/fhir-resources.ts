/** Made-up resources of one client, in either version, of which a test says only what it is about. */
import type { EcdCodes } from '../../../../../organisations/ecd-policy.js';
import { FhirEcd } from '../../../../../subgraphs/dossier/data/fhir/fhir-ecd.js';
import type { FhirVersion, Resource } from '../../../../../subgraphs/dossier/data/fhir/fhir-source.js';
import type { WithheldReason } from '../../../../../subgraphs/dossier/data/fhir/withheld.js';
import type { ClientRecord } from '../../../../../subgraphs/dossier/domain/ecd.js';
import { FhirInMemory, type Manners } from './fhir-in-memory.js';

export const CODES: EcdCodes = {
  nursingReport: ['http://snomed.info/sct|11591000146107'],
  soapReport: ['http://loinc.org|11506-3'],
  reportTypes: {
    GENERAL: ['https://ecd.example/soort|ALG'],
    MEDICAL: ['https://ecd.example/soort|MED'],
    MEASUREMENT: ['https://ecd.example/soort|MET'],
  },
  flagged: ['https://ecd.example/markering|BELANGRIJK'],
  psychogeriatricLocation: ['https://ecd.example/locatiesoort|PG'],
  primaryNurse: ['https://ecd.example/rol|EVV'],
  legalSituations: {
    MENTORSHIP: ['https://ecd.example/maatregel|8'],
    CURATORSHIP: ['https://ecd.example/maatregel|9'],
  },
  personProfile: ['https://ecd.example/Questionnaire/persoonsbeeld'],
  lifeStory: ['https://ecd.example/Questionnaire/levensverhaal'],
  personProfileObservations: ['http://snomed.info/sct|365577002'],
  personProfileHelp: ['http://snomed.info/sct|243114000'],
  wellbeingActivity: ['https://ecd.example/procedurecategorie|LEEFPLEZIER'],
};

export interface RecordUnderTest {
  record: ClientRecord;
  server: FhirInMemory;
  /** Told of what was withheld, in order. */
  withheld: { resource: string; counts: Partial<Record<WithheldReason, number>> }[];
}

/** The record of client 1 on a server that holds the resources. */
export function recordOn(
  version: FhirVersion,
  resources: Resource[],
  manners?: Partial<Manners>,
  codes = CODES,
): RecordUnderTest {
  const server = new FhirInMemory(version, resources, manners);
  const withheld: RecordUnderTest['withheld'] = [];
  const ecd = new FhirEcd(server, codes, (resource, counts) => withheld.push({ resource, counts: { ...counts } }));
  return { record: ecd.recordOf('1', new AbortController().signal), server, withheld };
}

export function labelled(code = 'N', version: FhirVersion = 'R4') {
  const system =
    version === 'R4'
      ? 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality'
      : 'http://hl7.org/fhir/v3/Confidentiality';
  return { security: [{ system, code }] };
}

export function coded(token: string) {
  const [system, code] = token.split('|');
  return { coding: [{ system, code }] };
}

export function nursingReport(id: string, effectiveDateTime: string, more: Record<string, unknown> = {}): Resource {
  return {
    resourceType: 'Observation',
    id,
    meta: labelled(),
    status: 'final',
    code: coded('http://snomed.info/sct|11591000146107'),
    category: [coded('https://ecd.example/soort|ALG')],
    subject: { reference: 'Patient/1' },
    effectiveDateTime,
    performer: [{ display: 'N. de Wit' }],
    valueString: 'Rustig geslapen.',
    ...more,
  };
}

export function soapReport(id: string, date: string, lines: string[], more: Record<string, unknown> = {}): Resource {
  return {
    resourceType: 'Composition',
    id,
    meta: labelled(),
    status: 'final',
    type: coded('http://loinc.org|11506-3'),
    subject: { reference: 'Patient/1' },
    date,
    author: [{ display: 'B. Vos' }],
    section: lines.map((line) => ({ entry: [{ reference: `Observation/${line}` }] })),
    ...more,
  };
}

export function soapLine(id: string, code: string, valueString: string, more: Record<string, unknown> = {}): Resource {
  return {
    resourceType: 'Observation',
    id,
    meta: labelled(),
    status: 'final',
    code: coded(`http://snomed.info/sct|${code}`),
    subject: { reference: 'Patient/1' },
    valueString,
    ...more,
  };
}
