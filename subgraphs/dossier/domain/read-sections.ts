/** The sections that are one question each: is it there, then read it. */
import type { PageRequest } from '../../connection.js';
import type { Dossier } from './dossier.js';
import type { Appointment, CarePlan, LifeStory, PersonProfile, WellbeingActivity } from './ecd.js';
import { isLimited, periodAsked, type PeriodAsked } from './period-asked.js';
import { recordSearch } from './record-search.js';
import { requireSection } from './section-availability.js';

/** V14. */
export async function readCarePlan(dossier: Dossier): Promise<CarePlan | null> {
  await requireSection(dossier, 'CARE_PLAN');
  return dossier.record.carePlan();
}

/** V15. @throws DomainError BAD_INPUT when the period ends before it begins. */
export async function readAppointments(
  dossier: Dossier,
  asked: PeriodAsked | null | undefined,
  page: PageRequest,
): Promise<Appointment[]> {
  await requireSection(dossier, 'APPOINTMENTS');
  const period = periodAsked(dossier, asked);
  if (isLimited(period)) recordSearch(dossier, ['APPOINTMENTS'], period);
  return dossier.record.appointments({ ...page, period });
}

/** V16. */
export async function readPersonProfile(dossier: Dossier): Promise<PersonProfile | null> {
  await requireSection(dossier, 'PERSON_PROFILE');
  return dossier.record.personProfile();
}

/** V16. */
export async function readLifeStory(dossier: Dossier): Promise<LifeStory | null> {
  await requireSection(dossier, 'LIFE_STORY');
  return dossier.record.lifeStory();
}

/** V17. */
export async function readWellbeingActivities(dossier: Dossier, page: PageRequest): Promise<WellbeingActivity[]> {
  await requireSection(dossier, 'WELLBEING_ACTIVITIES');
  return dossier.record.wellbeingActivities(page);
}
