/** How confidential each category of data is; of an event that of the most confidential. HL7 v3 Confidentiality. */
import type { Category } from '../access-matrix.js';
import { SENSITIVITIES, type Sensitivity } from '../audit-event.js';

/**
 * N: as confidential as any data on care. R: it can harm somebody, or says what they told in confidence. Nothing is V:
 * what an ECD marks as very restricted is not served at all.
 */
export const SENSITIVITY_OF: Readonly<Record<Category, Sensitivity>> = {
  REPORTS: 'N',
  MEDICAL_REPORTS: 'R',
  CARE_PLAN: 'N',
  APPOINTMENTS: 'N',
  PERSON_PROFILE: 'R',
  LIFE_STORY: 'R',
  WELLBEING_ACTIVITIES: 'N',
  IDENTIFICATION: 'N',
  CARE_TEAM: 'N',
  CONTACTS: 'N',
  RELATIONS: 'N',
  ACCESS_LOG: 'R',
  FIGURES: 'N',
  ACCOUNT: 'N',
  MESSAGES: 'R',
  OBJECTIONS: 'R',
  LEGAL_SITUATIONS: 'R',
};

/** Null when it is about no data at all. */
export function sensitivityOf(categories: readonly Category[]): Sensitivity | null {
  const all = categories.map((category) => SENSITIVITY_OF[category]);
  return SENSITIVITIES.filter((sensitivity) => all.includes(sensitivity)).at(-1) ?? null;
}
