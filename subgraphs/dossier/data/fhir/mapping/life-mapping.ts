/** Who the client is (V16) and what is done for joy (V17): questionnaires with their answers, three zibs, and activities. */
import { ACTIVITIES_SERVED } from './care-plan-mapping.js';
import { both, optional, required, type PartMapping, type ResourceMapping } from './mapping.js';
import { namesIn } from '../sections/named-people.js';
import { wordsOf } from './shared-paths.js';

const ANSWERED = both("status in ('completed' | 'amended')");

/** Of a life story or of a person profile: `codes.lifeStory` and `codes.personProfile` say which questionnaires are which. */
export const QUESTIONNAIRE_RESPONSE = {
  concept: 'LifeStory',
  zib: null,
  resource: both('QuestionnaireResponse'),
  servedWhen: ANSWERED,
  needsLabel: false,
  client: both('subject.reference.single()'),
  elements: {
    questionnaire: required('text', { STU3: 'questionnaire.reference', R4: 'questionnaire' }),
    authored: optional('text', 'authored.toString()'),
    updatedOn: optional('day', 'authored.toString().substring(0, 10)'),
    items: optional('parts', 'item'),
  },
} as const satisfies ResourceMapping;

/** A chapter, a group within it, or a question: at any depth the same. */
export const QUESTIONNAIRE_ITEM = {
  part: 'QuestionnaireResponse.item',
  elements: {
    text: optional('text', 'text'),
    answers: optional('words', 'answer.value'),
    items: optional('parts', 'item.combine(answer.item)'),
  },
} as const satisfies PartMapping;

/** Zibs LifeStance and ParticipationInSociety: `codes.personProfileObservations`. */
export const PROFILE_OBSERVATION = {
  concept: 'PersonProfile',
  zib: 'LifeStance, ParticipationInSociety',
  resource: both('Observation'),
  servedWhen: both("status in ('final' | 'amended' | 'corrected')"),
  needsLabel: false,
  client: both('subject.reference.single()'),
  elements: {
    codes: optional('tokens', 'code.coding'),
    updatedOn: optional(
      'day',
      'effective.ofType(dateTime).combine(effective.ofType(Period).start).toString().substring(0, 10)',
      'person_profile_topic.updated_on',
    ),
    title: optional('text', wordsOf('code'), 'person_profile_topic.title'),
    texts: optional('words', 'value', 'person_profile_topic.text'),
    components: optional('parts', 'component'),
  },
} as const satisfies ResourceMapping;

export const PROFILE_COMPONENT = {
  part: 'Observation.component',
  elements: {
    title: required('text', wordsOf('code'), 'person_profile_topic.title'),
    texts: optional('words', 'value', 'person_profile_topic.text'),
  },
} as const satisfies PartMapping;

const helpIn = (activities: string) =>
  `description.combine(${activities}.select(description.combine(code.text).first()))`;

/** Zib HelpFromOthers: `codes.personProfileHelp`. */
export const PROFILE_HELP = {
  concept: 'PersonProfile',
  zib: 'HelpFromOthers',
  resource: both('CarePlan'),
  servedWhen: both("status = 'active' and intent = 'plan'"),
  needsLabel: false,
  client: both('subject.reference.single()'),
  elements: {
    categories: optional('tokens', 'category.coding'),
    title: required(
      'text',
      'title.combine(category.text).combine(category.coding.display)',
      'person_profile_topic.title',
    ),
    texts: optional(
      'texts',
      { STU3: helpIn(ACTIVITIES_SERVED.STU3), R4: helpIn(ACTIVITIES_SERVED.R4) },
      'person_profile_topic.text',
    ),
  },
} as const satisfies ResourceMapping;

export const WELLBEING_ACTIVITY = {
  concept: 'WellbeingActivity',
  zib: null,
  resource: both('Procedure'),
  servedWhen: both("status in ('completed' | 'in-progress')"),
  needsLabel: false,
  client: both('subject.reference.single()'),
  elements: {
    /** `codes.wellbeingActivity` */
    categories: optional('tokens', 'category.coding'),
    lifeArea: required('text', wordsOf('category'), 'wellbeing_activity.life_area'),
    topic: required('text', wordsOf('reasonCode'), 'wellbeing_activity.topic'),
    activity: required('text', wordsOf('code'), 'wellbeing_activity.activity'),
    start: required(
      'moment',
      'performed.ofType(dateTime).combine(performed.ofType(Period).start)',
      'wellbeing_activity.start_time',
    ),
    with: optional('texts', namesIn('performer.actor'), 'wellbeing_activity.with_whom'),
    outcome: optional('text', wordsOf('outcome'), 'wellbeing_activity.outcome'),
  },
} as const satisfies ResourceMapping;
