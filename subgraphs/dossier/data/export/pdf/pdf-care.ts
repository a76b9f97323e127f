/** The care plan and the agenda. */
import type { Agreement, Appointment, CarePlan, CarePlanEntry, Intervention } from '../../../domain/ecd.js';
import { day, moment } from '../dutch.js';
import type { Sheets } from './sheets.js';

export function printCarePlan(plan: CarePlan, sheets: Sheets): void {
  printPlan(plan, sheets);
  for (const entry of plan.entries) printEntry(entry, sheets);
  if (plan.agreements.length > 0) sheets.heading('Zorgafspraken');
  for (const agreement of plan.agreements) printAgreement(agreement, sheets);
}

function printPlan({ title, status, period }: CarePlan, sheets: Sheets): void {
  const end = period.end === null ? '' : ` tot en met ${day(period.end)}`;
  sheets.heading(title);
  sheets.note(`${status === 'ACTIVE' ? 'Geldt nu' : 'Geldt niet meer'}: vanaf ${day(period.start)}${end}`);
}

function printEntry({ problem, goal, interventions }: CarePlanEntry, sheets: Sheets): void {
  sheets.heading(problem);
  if (goal !== null) {
    sheets.labelled('Doel', goal.title);
    sheets.labelled('Toelichting', goal.note);
    sheets.labelled('Streefdatum', goal.targetDate && day(goal.targetDate));
    sheets.labelled('Behaald', goal.achievedPercentage === null ? null : `${goal.achievedPercentage}%`);
  }
  for (const intervention of interventions) sheets.labelled('Actie', wordsOf(intervention));
}

function wordsOf({ description, performer, frequency, instruction }: Intervention): string {
  return [description, performer, frequency, instruction].filter((text) => text !== null && text !== '').join('; ');
}

function printAgreement({ text, agreedOn, signedBy, signedOn }: Agreement, sheets: Sheets): void {
  sheets.paragraph(text);
  const signed =
    signedBy === null ? [] : [`ondertekend door ${signedBy}${signedOn === null ? '' : ` op ${day(signedOn)}`}`];
  const said = [...(agreedOn === null ? [] : [`Afgesproken op ${day(agreedOn)}`]), ...signed].join(', ');
  if (said !== '') sheets.note(said);
}

export function printAppointment(appointment: Appointment, sheets: Sheets, zone: string): void {
  const { title, note, start, end, recurrence, location, participants } = appointment;
  sheets.heading(`${moment(start, zone)} – ${title}`);
  sheets.labelled('Tot', end && moment(end, zone));
  sheets.labelled('Herhaling', recurrence);
  sheets.labelled('Plaats', location);
  sheets.labelled('Deelnemers', participants.join(', '));
  sheets.paragraph(note);
}
