/** What an export is made of: the sections that were asked for, and whose dossier it is, who cares and who is near. */
import { decide, type Subject } from '../../../../schema/access-decision.js';
import type { Category } from '../../../../schema/access-matrix.js';
import { SECTIONS, type Section, type SessionFacts } from '../../../../schema/caller.js';
import { rowNamed } from '../dossier.js';
import { FIELD_OF_SECTION } from '../section-availability.js';

const ALWAYS = ['IDENTIFICATION', 'CARE_TEAM', 'CONTACTS', 'LEGAL_SITUATIONS'] as const;

export const EXPORT_PARTS = [...ALWAYS, ...SECTIONS] as const satisfies readonly Category[];
export type ExportPart = (typeof EXPORT_PARTS)[number];

/** The rows of the access matrix that all have to open. */
const ROWS: Record<(typeof ALWAYS)[number], readonly string[]> = {
  IDENTIFICATION: ['Client.name', 'Client.birthDate', 'Client.location'],
  CARE_TEAM: ['Client.careTeam', 'CareTeamMember.*'],
  CONTACTS: ['Client.contacts', 'RelatedPerson.*'],
  LEGAL_SITUATIONS: ['Client.legalSituations', 'LegalSituation.*'],
};

export function partsWith(sections: readonly Section[]): ExportPart[] {
  return EXPORT_PARTS.filter((part) => !isSection(part) || sections.includes(part));
}

export function sectionsOf(parts: readonly ExportPart[]): Section[] {
  return parts.filter(isSection);
}

/** The matrix lets this person have this part, at this moment. */
export function opensPart(part: ExportPart, facts: SessionFacts | null, subject: Subject, now: Date): boolean {
  const rows = isSection(part) ? [FIELD_OF_SECTION[part]] : ROWS[part];
  const judged = isSection(part) ? { ...subject, categories: [part] } : subject;
  return rows.every((row) => decide(rowNamed(row), facts, judged, now).refusal === null);
}

function isSection(part: ExportPart): part is Section {
  return SECTIONS.some((section) => section === part);
}
