/** Reads what an export holds, part by part, from the ECD. */
import { REPORT_TYPES, SECTION_OF_REPORT_TYPE, type ReportSection } from '../../../../schema/report-type.js';
import { contactRole } from '../contact-role.js';
import { DomainError } from '../../../domain-error.js';
import type { Dossier } from '../dossier.js';
import { knownPerson } from '../known-person.js';
import type { ReportQuery } from '../ecd.js';
import { readLegalSituations } from '../read-legal-situations.js';
import type { ExportPart } from './export-parts.js';
import type { PartContents } from './exported-dossier.js';
import type { PatientReading } from './patient-reading.js';

export interface Collected {
  contents: Partial<PartContents>;
  shortened: ExportPart[];
}

const ALL_TIME = { start: null, end: null };

type Lists = { [P in ExportPart as PartContents[P] extends { keyset: unknown }[] ? P : never]: PartContents[P] };
type Rest = Omit<PartContents, keyof Lists>;

type ReadList<P extends keyof Lists> = (
  reading: PatientReading,
  parts: readonly ExportPart[],
) => Promise<{ entries: Lists[P]; isWhole: boolean }>;

const LISTS: { [P in keyof Lists]: ReadList<P> } = {
  REPORTS: readReports('REPORTS'),
  MEDICAL_REPORTS: readReports('MEDICAL_REPORTS'),
  APPOINTMENTS: (reading) => reading.list((record, page) => record.appointments({ ...page, period: ALL_TIME })),
  WELLBEING_ACTIVITIES: (reading) => reading.list((record, page) => record.wellbeingActivities(page)),
};

/** What is judged at a day is judged at this one. */
export type CollectedFor = Pick<Dossier, 'policy' | 'now'>;

const REST: { [P in keyof Rest]: (reading: PatientReading, about: CollectedFor) => Promise<Rest[P]> } = {
  IDENTIFICATION: (reading) => reading.read((record) => knownPerson({ record })),
  CARE_TEAM: (reading) => reading.read((record) => record.careTeam()),
  CONTACTS: async (reading) => {
    const persons = await reading.read((record) => record.relatedPersons());
    return persons.map(({ roleCode, ...person }) => ({ ...person, role: contactRole(roleCode) }));
  },
  LEGAL_SITUATIONS: (reading, about) => reading.read((record) => readLegalSituations({ ...about, record })),
  CARE_PLAN: (reading) => reading.read((record) => record.carePlan()),
  PERSON_PROFILE: (reading) => reading.read((record) => record.personProfile()),
  LIFE_STORY: (reading) => reading.read((record) => record.lifeStory()),
};

/** @param onPart is told how many parts have been read. @throws DomainError SECTION_NOT_OFFERED, ECD_UNAVAILABLE. */
export async function collectDossier(
  reading: PatientReading,
  parts: readonly ExportPart[],
  about: CollectedFor,
  onPart: (read: number) => Promise<void>,
): Promise<Collected> {
  const contents: Partial<Record<ExportPart, unknown>> = {};
  const shortened: ExportPart[] = [];
  for (const [index, part] of parts.entries()) {
    requireLocation(part, about.policy, contents as Partial<PartContents>);
    if (isList(part)) {
      const { entries, isWhole } = await LISTS[part](reading, parts);
      contents[part] = entries;
      if (!isWhole) shortened.push(part);
    } else {
      contents[part] = await REST[part](reading, about);
    }
    await onPart(index + 1);
  }
  return { contents: contents as Partial<PartContents>, shortened };
}

/** V16, V17: the client may have moved since it was asked for; the ECD is not asked then. @throws DomainError SECTION_NOT_OFFERED. */
function requireLocation(
  part: ExportPart,
  { sections: { psychogeriatricOnly } }: CollectedFor['policy'],
  { IDENTIFICATION: person }: Partial<PartContents>,
): void {
  const isBound = psychogeriatricOnly.some((section) => section === part);
  if (isBound && person?.location.psychogeriatric !== true)
    throw new DomainError('SECTION_NOT_OFFERED', { reason: 'NOT_AT_THIS_LOCATION' });
}

function isList(part: ExportPart): part is keyof Lists {
  return Object.hasOwn(LISTS, part);
}

/** A report names another one, or an entry of the plan, only where that is in the export too. */
function readReports(section: ReportSection) {
  return (reading: PatientReading, parts: readonly ExportPart[]) =>
    reading.list((record, page) => {
      const query: ReportQuery = {
        ...page,
        types: REPORT_TYPES.filter((type) => SECTION_OF_REPORT_TYPE[type] === section),
        openTypes: REPORT_TYPES.filter((type) => parts.includes(SECTION_OF_REPORT_TYPE[type])),
        carePlanOpen: parts.includes('CARE_PLAN'),
        period: ALL_TIME,
        text: null,
      };
      return record.reports(query);
    });
}
