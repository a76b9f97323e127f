import { APPOINTMENT, PLANNED_ENCOUNTER } from '../../subgraphs/dossier/data/fhir/mapping/appointment-mapping.js';
import {
  PROFILE_COMPONENT,
  PROFILE_HELP,
  PROFILE_OBSERVATION,
  QUESTIONNAIRE_ITEM,
  QUESTIONNAIRE_RESPONSE,
  WELLBEING_ACTIVITY,
} from '../../subgraphs/dossier/data/fhir/mapping/life-mapping.js';
import type { TypeTable } from './type-table.js';

const QUESTIONNAIRE = {
  questionnaire: 'which questionnaire it answers; a version behind the address does not matter',
  authored: 'of several responses to a questionnaire the last one counts',
};
const ITEMS = 'chapters, groups within them and questions, however deep; what has no answer is left out';

export const LIFE: readonly TypeTable[] = [
  {
    type: 'Appointment',
    term: 'afspraak in de agenda',
    sources: [
      { mapping: APPOINTMENT, whole: true },
      { mapping: PLANNED_ENCOUNTER, whole: true },
    ],
    fields: {
      id: {
        term: 'kenmerk',
        idOf: [APPOINTMENT, PLANNED_ENCOUNTER],
        column: 'appointment.id',
        note: 'with `Encounter/` before it where it is one',
      },
      keyset: { term: 'plaats in de lijst', elements: [], note: 'the time and the id' },
      title: { term: 'titel' },
      note: { term: 'toelichting' },
      start: { term: 'begin' },
      end: { term: 'einde' },
      recurrence: { term: 'herhaling' },
      location: { term: 'plaats' },
      participants: { term: 'deelnemers', note: 'who declined is left out, and so are clients' },
    },
    views: ['appointment'],
  },
  {
    type: 'PersonProfile',
    term: 'persoonsbeeld',
    sources: [
      { mapping: QUESTIONNAIRE_RESPONSE, which: 'questionnaire in `codes.personProfile`' },
      { mapping: QUESTIONNAIRE_ITEM, which: 'with an answer' },
      { mapping: PROFILE_OBSERVATION, which: 'code in `codes.personProfileObservations`' },
      { mapping: PROFILE_COMPONENT, which: 'of such an Observation' },
      { mapping: PROFILE_HELP, which: 'category in `codes.personProfileHelp`' },
    ],
    fields: {
      updatedOn: { term: 'bijgewerkt op', column: 'person_profile_topic.updated_on', note: 'the last of all' },
      'topics.title': { term: 'onderwerp', elements: ['text', 'title'], column: 'person_profile_topic.title' },
      'topics.text': { term: 'tekst', elements: ['answers', 'texts'], column: 'person_profile_topic.text' },
    },
    beside: {
      ...QUESTIONNAIRE,
      items: ITEMS,
      components: 'each is a topic of its own',
      codes: 'which observations are topics',
      categories: 'which plans are topics',
    },
    views: ['person_profile_topic'],
  },
  {
    type: 'LifeStory',
    term: 'levensverhaal, "dit is mijn leven"',
    sources: [
      { mapping: QUESTIONNAIRE_RESPONSE, which: 'questionnaire in `codes.lifeStory`' },
      { mapping: QUESTIONNAIRE_ITEM, which: 'at any depth' },
    ],
    fields: {
      updatedOn: { term: 'bijgewerkt op', column: 'life_story_answer.updated_on' },
      'chapters.title': {
        term: 'hoofdstuk',
        elements: ['text'],
        column: 'life_story_answer.chapter',
        note: 'of an item at the top that is no question itself',
      },
      'chapters.answers.question': {
        term: 'vraag',
        elements: ['text'],
        column: 'life_story_answer.question',
        note: 'of an item with an answer, after the names of the groups that it stands in',
      },
      'chapters.answers.answer': {
        term: 'antwoord',
        elements: ['answers'],
        column: 'life_story_answer.answer',
        note: 'in words, whatever its type; several with a comma between them',
      },
    },
    beside: { ...QUESTIONNAIRE, items: ITEMS },
    views: ['life_story_answer'],
  },
  {
    type: 'WellbeingActivity',
    term: 'leefplezier-activiteit',
    sources: [{ mapping: WELLBEING_ACTIVITY, which: 'category in `codes.wellbeingActivity`', whole: true }],
    fields: {
      id: { term: 'kenmerk', idOf: [WELLBEING_ACTIVITY], column: 'wellbeing_activity.id' },
      keyset: { term: 'plaats in de lijst', elements: [], note: 'the time and the id' },
      lifeArea: { term: 'levensgebied' },
      topic: { term: 'onderwerp' },
      activity: { term: 'activiteit' },
      start: { term: 'tijdstip' },
      with: { term: 'met wie' },
      outcome: { term: 'verloop' },
    },
    beside: { categories: 'which procedures are such activities' },
    views: ['wellbeing_activity'],
  },
  {
    type: 'SectionChange',
    term: 'nieuws in een onderdeel',
    sources: [],
    fields: {
      section: { term: 'onderdeel', elements: [], note: 'the section in which what was changed is served' },
      changedAt: { term: 'gewijzigd op', everywhere: 'meta.lastUpdated', column: '*.last_updated' },
    },
    views: [],
  },
];
