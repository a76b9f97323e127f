/** Looks over a FHIR server: what its capability statement says, and of one client's resources what would not be served. */
import type { EcdCodes } from '../../../../organisations/ecd-policy.js';
import { SECTIONS, type Section } from '../../../../schema/caller.js';
import { REPORT_TYPES, SECTION_OF_REPORT_TYPE } from '../../../../schema/report-type.js';
import type { ClientRecord } from '../../domain/ecd.js';
import type { EcdAddress } from '../../ecd-address.js';
import { openFhirSource } from '../fhir/client/open-fhir-source.js';
import { FhirEcd } from '../fhir/fhir-ecd.js';
import type { FhirVersion } from '../fhir/fhir-source.js';
import type { OnWithheld, WithheldReason } from '../fhir/withheld.js';
import { reasonOf } from '../opening/ecd-door.js';
import { NEEDS_OF_EVERY_DOSSIER, needsOfSection } from '../opening/fhir-needs.js';
import { UnknownClient, type EcdFindings, type Part, type PartFindings, type Sample } from './ecd-findings.js';

export interface FhirEcdLookedOver {
  address: EcdAddress;
  version: FhirVersion;
  codes: EcdCodes;
  timeLimitMs: number;
  /** Null: nobody's resources are read. */
  client: string | null;
}

/** @throws UnknownClient. */
export async function checkFhirEcd(asked: FhirEcdLookedOver): Promise<EcdFindings> {
  const { address, version, codes, timeLimitMs, client } = asked;
  const { source, capabilities, close } = await openFhirSource({ ...address, version, timeLimitMs });
  try {
    const { lacks } = new FhirEcd(source, codes, () => undefined);
    const sampleOf = async (part: Part): Promise<Sample[]> => {
      if (client === null) return [];
      const withheld = new Map<string, Sample['withheld']>();
      const ecd = new FhirEcd(source, codes, addUp(withheld));
      const served = await READS[part](ecd.recordOf(client, AbortSignal.timeout(timeLimitMs * PATIENCE)));
      return [
        ...Object.entries(served).map(([of, count]) => ({ of, served: count, withheld: {} })),
        ...[...withheld].map(([of, counts]) => ({ of, served: null, withheld: counts })),
      ];
    };
    const parts: PartFindings[] = [];
    for (const part of ['EVERY_DOSSIER', ...SECTIONS] as const) {
      const needs = part === 'EVERY_DOSSIER' ? NEEDS_OF_EVERY_DOSSIER : needsOfSection(part, codes);
      const isThere = part === 'EVERY_DOSSIER' || !lacks.has(part);
      parts.push(await checkPart(part, isThere, capabilities.lacks(needs), sampleOf));
    }
    return { software: capabilities.software, faults: [], parts, sampled: client !== null };
  } finally {
    await close();
  }
}

/** Somebody waits at a terminal, so longer than for an answer in the portal. */
const PATIENCE = 5;

async function checkPart(
  part: Part,
  isThere: boolean,
  lacks: string[],
  sampleOf: (part: Part) => Promise<Sample[]>,
): Promise<PartFindings> {
  if (!isThere) return { part, canBeServed: false, lacks, samples: [] };
  try {
    return { part, canBeServed: true, lacks, samples: await sampleOf(part) };
  } catch (error) {
    if (error instanceof UnknownClient) throw error;
    return { part, canBeServed: false, lacks: [...lacks, `it could not be read (${reasonOf(error)})`], samples: [] };
  }
}

function addUp(sums: Map<string, Sample['withheld']>): OnWithheld {
  return (resource, counts) => {
    const sum: Partial<Record<WithheldReason, number>> = { ...sums.get(resource) };
    for (const [reason, count] of Object.entries(counts) as [WithheldReason, number][]) {
      sum[reason] = (sum[reason] ?? 0) + count;
    }
    sums.set(resource, sum);
  };
}

const FIRST_PAGE = { first: 50, after: null, period: { start: null, end: null } };

/** What a reader would have of each part: a first page, or the whole where there are no pages. */
const READS: Record<Part, (record: ClientRecord) => Promise<Record<string, number>>> = {
  EVERY_DOSSIER: async (record) => {
    if ((await record.person()) === null) throw new UnknownClient();
    return {
      client: 1,
      'care team': (await record.careTeam()).length,
      contacts: (await record.relatedPersons()).length,
      'legal situations': (await record.legalSituations()).length,
    };
  },
  REPORTS: (record) => readReports(record, 'REPORTS'),
  MEDICAL_REPORTS: (record) => readReports(record, 'MEDICAL_REPORTS'),
  CARE_PLAN: async (record) => {
    const plan = await record.carePlan();
    return {
      plan: plan === null ? 0 : 1,
      entries: plan?.entries.length ?? 0,
      agreements: plan?.agreements.length ?? 0,
    };
  },
  APPOINTMENTS: async (record) => ({ appointments: (await record.appointments(FIRST_PAGE)).length }),
  PERSON_PROFILE: async (record) => ({ topics: (await record.personProfile())?.topics.length ?? 0 }),
  LIFE_STORY: async (record) => ({ chapters: (await record.lifeStory())?.chapters.length ?? 0 }),
  WELLBEING_ACTIVITIES: async (record) => ({ activities: (await record.wellbeingActivities(FIRST_PAGE)).length }),
};

async function readReports(record: ClientRecord, section: Section): Promise<Record<string, number>> {
  const types = REPORT_TYPES.filter((type) => SECTION_OF_REPORT_TYPE[type] === section);
  const reports = await record.reports({ ...FIRST_PAGE, types, openTypes: types, carePlanOpen: true, text: null });
  return { reports: reports.length };
}
