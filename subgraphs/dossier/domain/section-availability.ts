/** Which sections a dossier has, and why another one is not there: a section that is missing is a normal answer. */
import { SECTIONS, type Section } from '../../../schema/caller.js';
import { DomainError } from '../../domain-error.js';
import { opens, type Dossier } from './dossier.js';
import { knownPerson } from './known-person.js';

export const AVAILABILITIES = ['OPEN', 'NOT_SHARED', 'NOT_AT_THIS_LOCATION', 'NOT_IN_ECD', 'NOT_OFFERED'] as const;
export type Availability = (typeof AVAILABILITIES)[number];

export interface SectionAvailability {
  section: Section;
  availability: Availability;
}

/** The field of the client that holds the section. */
export const FIELD_OF_SECTION: Record<Section, string> = {
  REPORTS: 'Client.reports',
  MEDICAL_REPORTS: 'Client.reports',
  CARE_PLAN: 'Client.carePlan',
  APPOINTMENTS: 'Client.appointments',
  PERSON_PROFILE: 'Client.personProfile',
  LIFE_STORY: 'Client.lifeStory',
  WELLBEING_ACTIVITIES: 'Client.wellbeingActivities',
};

/**
 * R1: what is not offered does not exist, nor what no ECD holds. V16, V17: some sections exist at PG locations only.
 * Then what the client shares.
 */
export async function availabilityOf(dossier: Dossier, section: Section): Promise<Availability> {
  const { offered, psychogeriatricOnly } = dossier.policy.sections;
  if (!offered.includes(section)) return 'NOT_OFFERED';
  if (dossier.lacks.has(section)) return 'NOT_IN_ECD';
  if (psychogeriatricOnly.includes(section) && !(await knownPerson(dossier)).location.psychogeriatric) {
    return 'NOT_AT_THIS_LOCATION';
  }
  return opens(dossier, FIELD_OF_SECTION[section], [section]) ? 'OPEN' : 'NOT_SHARED';
}

export function readAvailabilities(dossier: Dossier): Promise<SectionAvailability[]> {
  return Promise.all(
    SECTIONS.map(async (section) => ({ section, availability: await availabilityOf(dossier, section) })),
  );
}

/**
 * Comes before the ECD is asked for the section (V16).
 * @throws DomainError SECTION_NOT_OFFERED, ACCESS_REFUSED.
 */
export async function requireSection(dossier: Dossier, section: Section): Promise<void> {
  const availability = await availabilityOf(dossier, section);
  if (availability !== 'OPEN') throw unavailable([availability]);
}

/** Why none of the sections is open; of several reasons the one that comes nearest to open. */
export function unavailable(reasons: readonly Availability[]): DomainError {
  const reason = AVAILABILITIES.find((availability) => reasons.includes(availability)) ?? 'NOT_OFFERED';
  return reason === 'NOT_SHARED'
    ? new DomainError('ACCESS_REFUSED')
    : new DomainError('SECTION_NOT_OFFERED', { reason });
}
