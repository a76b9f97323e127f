/** What a reader in Dutch sees for the words of the code. */
import { DateTime } from 'luxon';
import type { Role } from '../../../../schema/caller.js';
import type { ReportType } from '../../../../schema/report-type.js';
import type { ExportPart } from '../../domain/export/export-parts.js';
import type { LegalSituationKind } from '../../domain/ecd.js';
import type { SoepKind } from '../../domain/report.js';

export const PART_TITLES: Readonly<Record<ExportPart, string>> = {
  IDENTIFICATION: 'Cliënt',
  CARE_TEAM: 'Zorgteam',
  CONTACTS: 'Contactpersonen',
  LEGAL_SITUATIONS: 'Wettelijke vertegenwoordiging',
  REPORTS: 'Rapportages van zorg',
  MEDICAL_REPORTS: 'Rapportages van behandeling',
  CARE_PLAN: 'Zorgplan',
  APPOINTMENTS: 'Agenda',
  PERSON_PROFILE: 'Persoonsbeeld',
  LIFE_STORY: 'Dit is mijn leven',
  WELLBEING_ACTIVITIES: 'Leefplezier',
};

export const REPORT_TYPE_NAMES: Readonly<Record<ReportType, string>> = {
  GENERAL: 'Algemeen',
  PROGRESS: 'Voortgang',
  FAMILY_COMMUNICATION: 'Familiecontact',
  MEDICAL: 'Medisch',
  TREATMENT: 'Behandeling',
  SOEP: 'SOEP-verslag',
  MEASUREMENT: 'Meting',
};

export const SOEP_NAMES: Readonly<Record<SoepKind, string>> = {
  SUBJECTIVE: 'Subjectief',
  OBJECTIVE: 'Objectief',
  EVALUATION: 'Evaluatie',
  PLAN: 'Plan',
};

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  CLIENT: 'cliënt',
  REPRESENTATIVE: 'vertegenwoordiger',
  CONTACT: 'contactpersoon',
};

export const LEGAL_SITUATION_NAMES: Readonly<Record<LegalSituationKind, string>> = {
  CUSTODY: 'Voogdij',
  FINANCIAL_ADMINISTRATION: 'Bewindvoering',
  MENTORSHIP: 'Mentorschap',
  CURATORSHIP: 'Curatele',
  VOLUNTARY_AGENCY: 'Zaakwaarneming',
};

export const PRIMARY_NURSE = 'Eerst verantwoordelijke verzorgende (EVV)';

/** R32: it is the users' own, and stands beside the dossier. */
export const WITHOUT_ADDITIONS =
  'Wat u of anderen zelf in het portaal schreven (berichten, bezwaarverzoeken, eigen aanvullingen) hoort niet bij het dossier en staat er niet in.';

export const NOTHING_WRITTEN = 'Hierover staat niets in het dossier.';

export const ONLY_THE_NEWEST =
  'Deze lijst is te lang voor een bestand: alleen het nieuwste deel staat erin. Het hele dossier kunt u bij de organisatie opvragen.';

/** `10 maart 2026 om 13:05`, where the organisation is. */
export function moment(at: Date, zone: string): string {
  return DateTime.fromJSDate(at, { zone }).setLocale('nl').toFormat("d MMMM yyyy 'om' HH:mm");
}

/** A day without a time, as an ECD writes it: `10 maart 2026`. */
export function day(at: Date): string {
  return DateTime.fromJSDate(at, { zone: 'utc' }).setLocale('nl').toFormat('d MMMM yyyy');
}
