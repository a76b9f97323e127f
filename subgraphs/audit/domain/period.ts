/** Periods in whole days, weeks and months as an organisation counts them: in its own time zone, across changes of the clock. */
import { DateTime } from 'luxon';
import type { IntervalUnit } from '../../../schema/figures.js';
import { DomainError } from '../../domain-error.js';

/** The calendar of JavaScript counts years of two digits as of the last century, and the database has no year 0. */
const EARLIEST = new Date('1900-01-01');

/** Calendar days, as midnight UTC; the last one included. */
export interface Period {
  start?: Date | null;
  end?: Date | null;
}

/** Moments: from, and up to but without until. Null is open. */
export interface Span {
  from: Date | null;
  until: Date | null;
}

/** A span with both its ends. */
export interface Interval {
  from: Date;
  until: Date;
}

/** @throws DomainError BAD_INPUT when it ends before it starts. */
export function spanOf(period: Period | null | undefined, zone: string): Span {
  const start = period?.start ?? null;
  const end = period?.end ?? null;
  if (start !== null && end !== null && end < start) throw new DomainError('BAD_INPUT', { fields: ['period'] });
  return {
    from: start && midnight(start, zone).toJSDate(),
    until: end && midnight(end, zone).plus({ days: 1 }).toJSDate(),
  };
}

/** The part of a span before a moment. */
export function before(moment: Date, { from, until }: Span): Span {
  return { from, until: until === null || moment < until ? moment : until };
}

/**
 * The whole intervals that a period touches. Only whole ones, or two periods that differ by a day would tell what
 * happened on that day.
 * @throws DomainError BAD_INPUT when an end is open, it lies before all logs, or there are more intervals than `most`.
 */
export function wholeIntervals({ start, end }: Period, unit: IntervalUnit, zone: string, most: number): Interval {
  if (start == null || end == null || end < start || start < EARLIEST)
    throw new DomainError('BAD_INPUT', { fields: ['period'] });
  const from = midnight(start, zone).startOf(unit);
  const until = midnight(end, zone)
    .startOf(unit)
    .plus({ [unit]: 1 });
  if (until.diff(from, unit).as(unit) > most) throw new DomainError('BAD_INPUT', { fields: ['period'] });
  return { from: from.toJSDate(), until: until.toJSDate() };
}

/** Which day it is there, as midnight UTC. */
export function dayOf(moment: Date, zone: string): Date {
  return DateTime.fromJSDate(moment, { zone }).setZone('utc', { keepLocalTime: true }).startOf('day').toJSDate();
}

/** The first day of each interval, as midnight UTC; the interval is of whole ones. */
export function firstDays({ from, until }: Interval, unit: IntervalUnit, zone: string): Date[] {
  const end = dayOf(until, zone);
  const days: Date[] = [];
  for (let day = dayOf(from, zone); day < end; day = nextOf(day, unit)) days.push(day);
  return days;
}

function nextOf(day: Date, unit: IntervalUnit): Date {
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()];
  if (unit === 'month') return new Date(Date.UTC(year, month + 1));
  return new Date(Date.UTC(year, month, date + (unit === 'week' ? 7 : 1)));
}

function midnight(day: Date, zone: string): DateTime {
  return DateTime.fromJSDate(day, { zone: 'utc' }).setZone(zone, { keepLocalTime: true }).startOf('day');
}
