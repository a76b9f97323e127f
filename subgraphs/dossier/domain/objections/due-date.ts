/** AVG art. 12(3): an answer within one month of receipt, or within three when that was said within the first. */
import { DateTime } from 'luxon';
import { isOpen, type ObjectionRequest } from './objection-request.js';

const MONTHS = 1;
const MONTHS_EXTENDED = 3;

/** The same day a month later, or the last of that month (Regulation 1182/71, art. 3), where the organisation is. */
export function dueDate(receivedAt: Date, timeZone: string): string {
  return monthsAfter(receivedAt, timeZone, MONTHS);
}

export function extendedDueDate(receivedAt: Date, timeZone: string): string {
  return monthsAfter(receivedAt, timeZone, MONTHS_EXTENDED);
}

/** No answer yet, and its last day has passed. */
export function isOverdue(request: Pick<ObjectionRequest, 'status' | 'dueOn'>, now: Date, timeZone: string): boolean {
  return isOpen(request) && today(now, timeZone) > request.dueOn;
}

function monthsAfter(receivedAt: Date, timeZone: string, months: number): string {
  return dateOf(DateTime.fromJSDate(receivedAt, { zone: timeZone }).plus({ months }));
}

function today(now: Date, timeZone: string): string {
  return dateOf(DateTime.fromJSDate(now, { zone: timeZone }));
}

function dateOf(moment: DateTime): string {
  return moment.toFormat('yyyy-MM-dd');
}
