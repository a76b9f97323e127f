/** Which sections a FHIR server cannot give, by what its capability statement says can be searched for. */
import type { EcdCodes } from '../../../../organisations/ecd-policy.js';
import { SECTIONS, type Section } from '../../../../schema/caller.js';
import type { FhirSource } from './fhir-source.js';

/** What a section is read from: it is there when one of the lists is there whole. */
const NEEDED: Record<Section, (codes: EcdCodes) => string[][]> = {
  REPORTS: () => [['Observation']],
  MEDICAL_REPORTS: () => [['Observation'], ['Composition']],
  CARE_PLAN: () => [['CarePlan', 'Condition']],
  APPOINTMENTS: () => [['Appointment'], ['Encounter']],
  PERSON_PROFILE: (codes) => [
    ...(codes.personProfile.length > 0 ? [['QuestionnaireResponse']] : []),
    ...(codes.personProfileObservations.length > 0 ? [['Observation']] : []),
    ...(codes.personProfileHelp.length > 0 ? [['CarePlan']] : []),
  ],
  LIFE_STORY: (codes) => (codes.lifeStory.length > 0 ? [['QuestionnaireResponse']] : []),
  WELLBEING_ACTIVITIES: (codes) => (codes.wellbeingActivity.length > 0 ? [['Procedure']] : []),
};

export function lackedSections(source: Pick<FhirSource, 'canSearch'>, codes: EcdCodes): Set<Section> {
  return new Set(
    SECTIONS.filter(
      (section) => !NEEDED[section](codes).some((types) => types.every((type) => source.canSearch(type))),
    ),
  );
}
