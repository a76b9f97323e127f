/** What is asked of a FHIR server for each section, so that it can be laid beside what its capability statement says. */
import type { EcdCodes } from '../../../../organisations/ecd-policy.js';
import type { Section } from '../../../../schema/caller.js';
import type { SearchNeed } from '../fhir/client/capability-statement.js';

export const NEEDS_OF_EVERY_DOSSIER: readonly SearchNeed[] = [
  { type: 'Encounter', parameters: ['patient', 'status'], includes: ['Encounter:location'] },
  { type: 'CareTeam', parameters: ['patient'], includes: ['CareTeam:participant'] },
  { type: 'RelatedPerson', parameters: ['patient'] },
  { type: 'Condition', parameters: ['patient', 'code'] },
];

const NURSING_REPORTS: SearchNeed = {
  type: 'Observation',
  parameters: ['patient', 'code', 'date', '_lastUpdated'],
  includes: ['Observation:performer'],
};
const QUESTIONNAIRES: SearchNeed = {
  type: 'QuestionnaireResponse',
  parameters: ['patient', 'questionnaire', 'status', '_lastUpdated'],
};

const NEEDS_OF_SECTION: Record<Section, (codes: EcdCodes) => SearchNeed[]> = {
  REPORTS: () => [NURSING_REPORTS],
  MEDICAL_REPORTS: () => [
    NURSING_REPORTS,
    {
      type: 'Composition',
      parameters: ['patient', 'type', 'date', 'entry', '_lastUpdated'],
      includes: ['Composition:entry', 'Composition:author'],
    },
  ],
  CARE_PLAN: () => [
    { type: 'CarePlan', parameters: ['patient', 'status'], includes: ['CarePlan:condition', 'CarePlan:goal'] },
    { type: 'Condition', parameters: ['patient', '_id'] },
    { type: 'Goal', parameters: ['patient', '_id'] },
    { type: 'Procedure', parameters: ['patient', 'based-on'] },
    { type: 'Consent', parameters: ['patient', 'status'] },
  ],
  APPOINTMENTS: () => [
    { type: 'Appointment', parameters: ['patient', 'status', 'date', '_lastUpdated'] },
    { type: 'Encounter', parameters: ['patient', 'status', 'date', '_lastUpdated'] },
  ],
  PERSON_PROFILE: ({ personProfile, personProfileObservations, personProfileHelp }) => [
    ...(personProfile.length > 0 ? [QUESTIONNAIRES] : []),
    ...(personProfileObservations.length > 0 ? [{ type: 'Observation', parameters: ['patient', 'code'] }] : []),
    ...(personProfileHelp.length > 0 ? [{ type: 'CarePlan', parameters: ['patient', 'category'] }] : []),
  ],
  LIFE_STORY: ({ lifeStory }) => (lifeStory.length > 0 ? [QUESTIONNAIRES] : []),
  WELLBEING_ACTIVITIES: ({ wellbeingActivity }) =>
    wellbeingActivity.length > 0
      ? [{ type: 'Procedure', parameters: ['patient', 'category', 'date', '_lastUpdated'] }]
      : [],
};

export function needsOfSection(section: Section, codes: EcdCodes): SearchNeed[] {
  return NEEDS_OF_SECTION[section](codes);
}
