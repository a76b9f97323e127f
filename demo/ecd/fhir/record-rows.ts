/** The rows of one client in the demo ECD (`../tables.ts`), as JSON has them. */

/** Moments are as PostgreSQL writes them in JSON, in UTC. */
interface Changing {
  gewijzigd_op: string;
}

export interface Client {
  id: number;
  roepnaam: string;
  tussenvoegsel: string | null;
  achternaam: string;
  geboortedatum: string | null;
}
export interface Location {
  id: number;
  naam: string;
  straat: string;
  huisnummer: string;
  postcode: string;
  plaats: string;
  psychogeriatrisch: boolean | null;
}
export interface Team {
  id: number;
  naam: string;
  telefoon: string | null;
  email: string | null;
  bereikbaarheid: string | null;
}
export interface StaffMember extends Team {
  discipline: string;
}
export interface CareTeamMember {
  medewerker_id: number;
  evv: boolean;
}
export interface Contact {
  id: number;
  naam: string;
  relatie: string | null;
  rolcode: string | null;
  telefoon: string | null;
}
export interface LegalSituation {
  id: number;
  soort: string | null;
  begindatum: string | null;
  einddatum: string | null;
}
export interface Plan extends Changing {
  id: number;
  titel: string;
  status: string | null;
  begindatum: string;
  einddatum: string | null;
}
export interface PlanEntry extends Changing {
  id: number;
  zorgplan_id: number;
  probleem: string;
}
export interface Goal extends Changing {
  id: number;
  zorgplan_regel_id: number;
  titel: string;
  toelichting: string | null;
  streefdatum: string | null;
  behaald_percentage: number | null;
}
export interface Intervention extends Changing {
  id: number;
  zorgplan_regel_id: number;
  omschrijving: string;
  uitvoerder: string | null;
  frequentie: string | null;
  instructie: string | null;
}
export interface Agreement extends Changing {
  id: number;
  zorgplan_id: number;
  tekst: string;
  afgesproken_op: string | null;
  ondertekend_door: string | null;
  ondertekend_op: string | null;
}
export interface Report extends Changing {
  id: number;
  medewerker_id: number;
  tijdstip: string;
  soort: string | null;
  tekst: string | null;
  gemarkeerd: boolean;
  vertrouwelijk: boolean | null;
  verborgen: boolean | null;
  reactie_op_id: number | null;
  zorgplan_regel_id: number | null;
}
export interface ReportLine extends Changing {
  id: number;
  rapportage_id: number;
  soort: string;
  tekst: string;
  vertrouwelijk: boolean | null;
}
export interface Appointment extends Changing {
  id: number;
  titel: string;
  toelichting: string | null;
  begin_tijd: string;
  eind_tijd: string | null;
  herhaling: string | null;
  plaats: string | null;
  deelnemers: (string | null)[];
  status: string | null;
  vertrouwelijk: boolean | null;
}
export interface ProfileTopic extends Changing {
  onderwerp: string;
  tekst: string;
  bijgewerkt_op: string | null;
}
export interface LifeStoryAnswer extends Changing {
  hoofdstuk: string;
  vraag: string;
  antwoord: string;
  bijgewerkt_op: string | null;
}
export interface WellbeingActivity extends Changing {
  id: number;
  levensgebied: string;
  onderwerp: string;
  activiteit: string;
  tijdstip: string;
  met_wie: string | null;
  verloop: string | null;
}

export interface RecordRows {
  client: Client;
  location: Location;
  team: Team | null;
  /** Those who are named in the record. */
  staff: StaffMember[];
  careTeam: CareTeamMember[];
  contacts: Contact[];
  legalSituations: LegalSituation[];
  plans: Plan[];
  entries: PlanEntry[];
  goals: Goal[];
  interventions: Intervention[];
  agreements: Agreement[];
  reports: Report[];
  lines: ReportLine[];
  appointments: Appointment[];
  profile: ProfileTopic[];
  lifeStory: LifeStoryAnswer[];
  activities: WellbeingActivity[];
}
