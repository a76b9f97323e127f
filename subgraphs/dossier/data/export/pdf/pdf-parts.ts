/** The parts of an export as somebody reads them, newest first. */
import type { ExportPart } from '../../../domain/export/export-parts.js';
import type { ExportedContact, ExportedDossier, PartContents } from '../../../domain/export/exported-dossier.js';
import type {
  CareTeamMember,
  LegalSituation,
  LifeStory,
  Person,
  PersonProfile,
  WellbeingActivity,
} from '../../../domain/ecd.js';
import {
  day,
  LEGAL_SITUATION_NAMES,
  moment,
  NOTHING_WRITTEN,
  ONLY_THE_NEWEST,
  PART_TITLES,
  PRIMARY_NURSE,
} from '../dutch.js';
import { printAppointment, printCarePlan } from './pdf-care.js';
import { printReport } from './pdf-report.js';
import type { Sheets } from './sheets.js';

type Print<P extends ExportPart> = (
  content: NonNullable<PartContents[P]>,
  sheets: Sheets,
  dossier: ExportedDossier,
) => void;

const PRINTERS: { [P in ExportPart]: Print<P> } = {
  IDENTIFICATION: printPerson,
  CARE_TEAM: (members, sheets, { person }) => printTeam(members, person, sheets),
  CONTACTS: each(printContact),
  LEGAL_SITUATIONS: each(printLegalSituation),
  REPORTS: each(printReport),
  MEDICAL_REPORTS: each(printReport),
  CARE_PLAN: printCarePlan,
  APPOINTMENTS: each(printAppointment),
  PERSON_PROFILE: printProfile,
  LIFE_STORY: printStory,
  WELLBEING_ACTIVITIES: each(printActivity),
};

export function printPart(part: ExportPart, sheets: Sheets, dossier: ExportedDossier): void {
  sheets.startSection(PART_TITLES[part]);
  printContent(part, dossier.contents[part], sheets, dossier);
  if (dossier.shortened.includes(part)) sheets.note(ONLY_THE_NEWEST);
}

function printContent<P extends ExportPart>(
  part: P,
  content: PartContents[P] | undefined,
  sheets: Sheets,
  dossier: ExportedDossier,
): void {
  const isEmpty = content == null || (Array.isArray(content) && content.length === 0);
  if (isEmpty) sheets.paragraph(NOTHING_WRITTEN);
  else PRINTERS[part](content, sheets, dossier);
}

function each<T>(print: (one: T, sheets: Sheets, zone: string) => void) {
  return (list: readonly T[], sheets: Sheets, { organisation }: ExportedDossier): void => {
    for (const one of list) print(one, sheets, organisation.timeZone);
  };
}

function printPerson({ name, birthDate, location }: Person, sheets: Sheets): void {
  sheets.labelled('Naam', name.text);
  sheets.labelled('Geboortedatum', birthDate && day(birthDate));
  sheets.labelled('Locatie', location.name);
  sheets.labelled('Adres', location.address);
}

function printTeam(members: CareTeamMember[], { team }: Person, sheets: Sheets): void {
  if (team !== null) {
    sheets.heading(team.name);
    printReachable(team, sheets);
  }
  for (const member of members) {
    sheets.heading(member.name);
    sheets.paragraph(member.primaryNurse ? PRIMARY_NURSE : null);
    sheets.paragraph(member.discipline);
    printReachable(member, sheets);
  }
}

function printReachable(
  { telephone, email, availability }: Omit<CareTeamMember, 'discipline' | 'primaryNurse'>,
  sheets: Sheets,
): void {
  sheets.labelled('Telefoon', telephone);
  sheets.labelled('E-mail', email);
  sheets.labelled('Bereikbaar', availability);
}

function printContact({ name, relationship, role, telephone }: ExportedContact, sheets: Sheets): void {
  sheets.heading(name);
  sheets.labelled('Relatie', relationship);
  sheets.labelled('Rol', role.name ?? role.code);
  sheets.labelled('Telefoon', telephone);
}

function printLegalSituation({ kind, start, end }: LegalSituation, sheets: Sheets): void {
  sheets.heading(LEGAL_SITUATION_NAMES[kind]);
  sheets.labelled('Vanaf', start && day(start));
  sheets.labelled('Tot en met', end && day(end));
}

function printProfile({ updatedOn, topics }: PersonProfile, sheets: Sheets): void {
  if (updatedOn !== null) sheets.note(`Bijgewerkt op ${day(updatedOn)}`);
  for (const { title, text } of topics) {
    sheets.heading(title);
    sheets.paragraph(text);
  }
}

function printStory({ updatedOn, chapters }: LifeStory, sheets: Sheets): void {
  if (updatedOn !== null) sheets.note(`Bijgewerkt op ${day(updatedOn)}`);
  for (const { title, answers } of chapters) {
    sheets.heading(title);
    for (const { question, answer } of answers) sheets.labelled(question, answer);
  }
}

function printActivity(activity: WellbeingActivity, sheets: Sheets, zone: string): void {
  sheets.heading(`${moment(activity.start, zone)} – ${activity.activity}`);
  sheets.labelled('Levensgebied', `${activity.lifeArea}, ${activity.topic}`);
  sheets.labelled('Met', activity.with);
  sheets.labelled('Hoe het ging', activity.outcome);
}
