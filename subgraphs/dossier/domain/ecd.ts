/**
 * The ECD as the sections need it. One adapter per kind of interface; each maps status, confidentiality and PG location
 * or leaves the thing out: what an adapter hands over may be served to whoever the matrix lets in.
 */
import type { Section } from '../../../schema/caller.js';
import type { Keyset, PageRequest } from '../../connection.js';
import type { ReportType } from '../../../schema/report-type.js';
import type { Report } from './report.js';

export interface Ecd {
  /** Sections that the organisation offers and this ECD does not hold: they are not asked for. */
  readonly lacks: ReadonlySet<Section>;
  /**
   * The record of one client. The id comes from a relation, never from an argument.
   * @param signal ends whatever is being read: the caller has gone, or time is up.
   */
  recordOf(ecdClient: string, signal: AbortSignal): ClientRecord;
}

/** Lists are newest first, by time and then id; a page holds one entry more than asked when there is a next one. */
export interface ClientRecord {
  /** Null when the ECD does not know the client. */
  person(): Promise<Person | null>;
  careTeam(): Promise<CareTeamMember[]>;
  relatedPersons(): Promise<RelatedPerson[]>;
  reports(query: ReportQuery): Promise<Report[]>;
  /** The active plan, else the latest old one. */
  carePlan(): Promise<CarePlan | null>;
  appointments(query: PeriodQuery): Promise<Appointment[]>;
  personProfile(): Promise<PersonProfile | null>;
  lifeStory(): Promise<LifeStory | null>;
  wellbeingActivities(query: PageRequest): Promise<WellbeingActivity[]>;
  /** Legal measures, in no order, perhaps also what is over: which of them hold today is the domain's to say. */
  legalSituations(): Promise<LegalSituation[]>;
  /** Of the sections asked for, those in which something that may be served was added or changed. */
  changes(query: ChangesQuery): Promise<SectionChange[]>;
}

export interface ChangesQuery {
  /** Only what the ECD changed after this moment; not the moment that an entry is about. */
  since: Date;
  sections: Section[];
}

export interface SectionChange {
  section: Section;
  /** The last change. */
  changedAt: Date;
}

/** From `start` up to, but not including, `end`. */
export interface Period {
  start: Date | null;
  end: Date | null;
}

export interface PeriodQuery extends PageRequest {
  period: Period;
}

export interface ReportQuery extends PeriodQuery {
  /** Only reports of these types. */
  types: ReportType[];
  /** Of these types a report may be named as the one that is replied to. */
  openTypes: ReportType[];
  /** The care plan is open too, so a report may say which entry it is about. */
  carePlanOpen: boolean;
  /** Text to be found, in any case, in what is served of the report. */
  text: string | null;
}

/** FHIR Patient, and the location and team where the client lives or is cared for. */
export interface Person {
  name: { text: string; given: string | null; family: string | null };
  birthDate: Date | null;
  location: { id: string; name: string; address: string | null; psychogeriatric: boolean };
  team: Reachable | null;
}

export interface Reachable {
  name: string;
  telephone: string | null;
  email: string | null;
  availability: string | null;
}

export interface CareTeamMember extends Reachable {
  discipline: string | null;
  /** EVV, eerst verantwoordelijke verzorgende. */
  primaryNurse: boolean;
}

export interface RelatedPerson {
  id: string;
  name: string;
  relationship: string | null;
  /** Vektis COD472, as the ECD writes it. */
  roleCode: string | null;
  telephone: string | null;
}

/** Zib LegalSituation, FHIR Condition: a measure by the court (nl: juridische situatie). Not who it is that represents. */
export interface LegalSituation {
  kind: LegalSituationKind;
  start: Date | null;
  end: Date | null;
}

/** The words of the code list, in its order: 6 voogdij, 7 bewindvoering, 8 mentorschap, 9 curatele, 10 zaakwaarneming. */
export const LEGAL_SITUATION_KINDS = [
  'CUSTODY',
  'FINANCIAL_ADMINISTRATION',
  'MENTORSHIP',
  'CURATORSHIP',
  'VOLUNTARY_AGENCY',
] as const;
export type LegalSituationKind = (typeof LEGAL_SITUATION_KINDS)[number];

export interface CarePlan {
  id: string;
  status: 'ACTIVE' | 'OLD';
  title: string;
  period: { start: Date; end: Date | null };
  entries: CarePlanEntry[];
  agreements: Agreement[];
}

export interface CarePlanEntry {
  id: string;
  problem: string;
  goal: Goal | null;
  interventions: Intervention[];
}

export interface Goal {
  id: string;
  title: string;
  note: string | null;
  targetDate: Date | null;
  achievedPercentage: number | null;
}

export interface Intervention {
  id: string;
  description: string;
  performer: string | null;
  frequency: string | null;
  instruction: string | null;
}

export interface Agreement {
  id: string;
  text: string;
  agreedOn: Date | null;
  signedBy: string | null;
  signedOn: Date | null;
}

export interface Appointment {
  id: string;
  keyset: Keyset;
  title: string;
  note: string | null;
  start: Date;
  end: Date | null;
  recurrence: string | null;
  location: string | null;
  participants: string[];
}

export interface PersonProfile {
  updatedOn: Date | null;
  topics: { title: string; text: string }[];
}

export interface LifeStory {
  updatedOn: Date | null;
  chapters: { title: string; answers: { question: string; answer: string }[] }[];
}

export interface WellbeingActivity {
  id: string;
  keyset: Keyset;
  lifeArea: string;
  topic: string;
  activity: string;
  start: Date;
  with: string | null;
  outcome: string | null;
}
