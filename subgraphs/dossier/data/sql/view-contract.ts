/**
 * The view contract: what the owner of an ECD lays down, once, as views in the schema `inzage`, readable by a role that
 * can do nothing else. Names are those of zib and FHIR. The contract is checked at start-up; it also decides which rows
 * are served (`served-rows.ts`): every required value is there, every word is known, every `mustBeFalse` is FALSE.
 *
 * `organisation` is the id of the organisation's policy; where the ECD serves one organisation it is a constant.
 * A view that has no `client_id` is reached through its parent only.
 */
import type { Section } from '../../../../schema/caller.js';
import { REPORT_TYPES } from '../../../../schema/report-type.js';
import { LEGAL_SITUATION_KINDS } from '../../domain/ecd.js';
import { SOEP_KINDS } from '../../domain/report.js';
import { mustBeFalse, oneOf, optional, required, type RowOf, type View } from './contract-column.js';

export const CONTRACT_SCHEMA = 'inzage';

const ofClient = {
  organisation: required('text', 'the organisation that cares for the client'),
  client_id: required('id', "the client's id in the ECD"),
  id: required('id', 'identifies the row within its view'),
};
const position = required('number', 'place among its neighbours, lowest first');
const last_updated = optional('time', 'when the row was last added to or changed in the ECD; NULL is never news');

export const SQL_VIEW_CONTRACT = {
  client: {
    organisation: ofClient.organisation,
    id: ofClient.client_id,
    name: required('text', 'whole name as the client uses it'),
    given_name: optional('text', 'first names or name used'),
    family_name: optional('text', 'family name, prefix included'),
    birth_date: optional('date', 'date of birth'),
    location_id: required('id', 'the location where the client lives or is cared for'),
    location_name: required('text', 'name of the location'),
    location_address: optional('text', 'address of the location in one line'),
    psychogeriatric: optional('flag', 'the location is a PG location; NULL counts as not'),
    team_name: optional('text', 'the team that cares for the client'),
    team_telephone: optional('text', 'telephone of the team'),
    team_email: optional('text', 'e-mail address of the team'),
    team_availability: optional('text', 'when the team can be reached'),
  },
  care_team_member: {
    ...ofClient,
    name: required('text', 'name of the professional'),
    discipline: optional('text', 'profession or discipline'),
    primary_nurse: required('flag', 'is the EVV of this client'),
    telephone: optional('text', 'telephone for questions of clients'),
    email: optional('text', 'e-mail address for questions of clients'),
    availability: optional('text', 'when the professional can be reached'),
    position,
  },
  related_person: {
    ...ofClient,
    name: required('text', 'name of the contact'),
    relationship: optional('text', 'relation to the client: daughter, neighbour'),
    role_code: optional('text', 'role, Vektis COD472, with or without leading zero'),
    telephone: optional('text', 'telephone of the contact'),
    position,
  },
  legal_situation: {
    ...ofClient,
    kind: oneOf(LEGAL_SITUATION_KINDS, 'kind of measure; zib LegalSituation'),
    period_start: optional('date', 'first day of the measure'),
    period_end: optional('date', 'last day of the measure'),
  },
  report: {
    ...ofClient,
    effective_date_time: required('time', 'the moment that the report is about'),
    type: oneOf(REPORT_TYPES, 'type of report'),
    author_name: required('text', 'name of the author'),
    author_discipline: optional('text', 'discipline or role of the author'),
    text: optional('text', 'text; a SOEP report has lines instead'),
    flagged: optional('flag', 'marked as important'),
    confidential: mustBeFalse('kept from client and family'),
    hidden: mustBeFalse('hidden afterwards'),
    in_reply_to: optional('id', 'the report that this one reacts to'),
    care_plan_entry_id: optional('id', 'the care-plan entry that it is about'),
    last_updated,
  },
  report_line: {
    report_id: required('id', 'the report that it is a line of'),
    id: ofClient.id,
    kind: oneOf(SOEP_KINDS, 'kind of SOEP line'),
    text: required('text', 'text of the line'),
    confidential: mustBeFalse('kept from client and family'),
    position,
    last_updated,
  },
  care_plan: {
    ...ofClient,
    title: required('text', 'title of the plan'),
    status: oneOf(['ACTIVE', 'OLD'], 'status; a DRAFT is never served'),
    period_start: required('date', 'first day of the plan'),
    period_end: optional('date', 'last day of the plan'),
    last_updated,
  },
  care_plan_entry: {
    care_plan_id: required('id', 'the plan that it is an entry of'),
    id: ofClient.id,
    problem: required('text', 'the problem or the wish of the client'),
    position,
    last_updated,
  },
  goal: {
    care_plan_entry_id: required('id', 'the entry that it is the goal of'),
    id: ofClient.id,
    title: required('text', 'what is to be reached'),
    note: optional('text', 'explanation'),
    target_date: optional('date', 'by when'),
    achieved_percentage: optional('number', 'how far, 0 to 100'),
    last_updated,
  },
  intervention: {
    care_plan_entry_id: required('id', 'the entry that it belongs to'),
    id: ofClient.id,
    description: required('text', 'what is done'),
    performer: optional('text', 'who does it'),
    frequency: optional('text', 'how often'),
    instruction: optional('text', 'how'),
    position,
    last_updated,
  },
  agreement: {
    care_plan_id: required('id', 'the plan that it is made under'),
    id: ofClient.id,
    text: required('text', 'what was agreed'),
    agreed_on: optional('date', 'when it was agreed'),
    signed_by: optional('text', 'who signed'),
    signed_on: optional('date', 'when it was signed'),
    position,
    last_updated,
  },
  appointment: {
    ...ofClient,
    title: required('text', 'what the appointment is'),
    note: optional('text', 'explanation'),
    start_time: required('time', 'begin'),
    end_time: optional('time', 'end'),
    recurrence: optional('text', 'how it recurs, in words'),
    location: optional('text', 'where'),
    participants: optional('texts', 'names of those who take part'),
    status: oneOf(['BOOKED', 'FULFILLED'], 'status; CANCELLED is not served'),
    confidential: mustBeFalse('kept from client and family'),
    last_updated,
  },
  person_profile_topic: {
    ...ofClient,
    title: required('text', 'topic of the person profile'),
    text: required('text', 'what is said of it'),
    position,
    updated_on: optional('date', 'last change'),
    last_updated,
  },
  life_story_answer: {
    ...ofClient,
    chapter: required('text', 'chapter of the life story'),
    chapter_position: required('number', 'place of the chapter, lowest first'),
    question: required('text', 'question'),
    answer: required('text', 'answer'),
    position,
    updated_on: optional('date', 'last change'),
    last_updated,
  },
  wellbeing_activity: {
    ...ofClient,
    life_area: required('text', 'area of life'),
    topic: required('text', 'topic within the area'),
    activity: required('text', 'what is done'),
    start_time: required('time', 'when'),
    with_whom: optional('text', 'with whom'),
    outcome: optional('text', 'how it went'),
    last_updated,
  },
} as const satisfies Record<string, View>;

export type ViewName = keyof typeof SQL_VIEW_CONTRACT;
export type ViewRow<V extends ViewName> = RowOf<(typeof SQL_VIEW_CONTRACT)[V]>;

/** The views that a section needs. An ECD lays down no views for what its organisation does not offer. */
export const VIEWS_OF_SECTION: Record<Section, readonly ViewName[]> = {
  REPORTS: ['report', 'report_line'],
  MEDICAL_REPORTS: ['report', 'report_line'],
  CARE_PLAN: ['care_plan', 'care_plan_entry', 'goal', 'intervention', 'agreement'],
  APPOINTMENTS: ['appointment'],
  PERSON_PROFILE: ['person_profile_topic'],
  LIFE_STORY: ['life_story_answer'],
  WELLBEING_ACTIVITIES: ['wellbeing_activity'],
};
export const VIEWS_OF_EVERY_DOSSIER: readonly ViewName[] = [
  'client',
  'care_team_member',
  'related_person',
  'legal_situation',
];
