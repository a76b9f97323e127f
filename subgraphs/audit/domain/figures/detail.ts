/**
 * How fine figures may be without a small group coming out by subtraction: of a month its weeks, of a week its days. What
 * is finer is shown all of it or none: whoever subtracts what is shown from its sum is left with nothing, or with the
 * part of a week at either end of a month, and that is shown to hold a day of enough people.
 */
import type { IntervalUnit } from '../../../../schema/figures.js';

const DAY_MS = 86_400_000;

/** How many accounts each interval of a series has; days as midnight UTC. */
export type Crowds = Readonly<Record<IntervalUnit, ReadonlyMap<number, number>>>;

export class Detail {
  private readonly divisible = new Map<number, boolean>();
  private readonly weeks = new Map<number, boolean>();

  constructor(
    private readonly crowds: Crowds,
    private readonly limit: number,
  ) {}

  isOpen(unit: IntervalUnit, start: number): boolean {
    if (unit === 'month') return this.isEnough('month', start);
    const monday = mondayOf(start);
    const week = [monday, monday + 6 * DAY_MS];
    if (!week.every((day) => this.isDivisible(firstOfMonth(day)))) return false;
    return unit === 'week' || this.isWholeOfDays(monday);
  }

  /** Each of its days has enough people. */
  private isWholeOfDays(monday: number): boolean {
    const known = this.weeks.get(monday);
    if (known !== undefined) return known;
    const whole = daysFrom(monday, monday + 6 * DAY_MS).every((day) => this.isEnough('day', day));
    this.weeks.set(monday, whole);
    return whole;
  }

  /** All weeks that touch the month, and its part of a week at either end, have enough people. */
  private isDivisible(month: number): boolean {
    const known = this.divisible.get(month);
    if (known !== undefined) return known;
    const last = lastOfMonth(month);
    const mondays = daysFrom(mondayOf(month), last).filter((day) => mondayOf(day) === day);
    const ends = [
      mondayOf(month) === month ? [] : daysFrom(month, mondayOf(month) + 6 * DAY_MS),
      mondayOf(last) + 6 * DAY_MS === last ? [] : daysFrom(mondayOf(last), last),
    ];
    const divisible =
      mondays.every((monday) => this.isEnough('week', monday)) &&
      ends.every((days) => days.length === 0 || days.some((day) => this.isEnough('day', day)));
    this.divisible.set(month, divisible);
    return divisible;
  }

  private isEnough(unit: IntervalUnit, start: number): boolean {
    return (this.crowds[unit].get(start) ?? 0) >= this.limit;
  }
}

/** The days on which it depends how fine figures of these days may be: of whole months, and the weeks that touch them. */
export function surroundingsOf(first: Date, last: Date): { first: Date; last: Date } {
  const from = mondayOf(firstOfMonth(mondayOf(first.getTime())));
  const until = mondayOf(lastOfMonth(mondayOf(last.getTime()) + 6 * DAY_MS)) + 6 * DAY_MS;
  return { first: new Date(from), last: new Date(until) };
}

/**
 * The day from which nothing goes on any more on which it depends what may be seen of an interval: of a month itself, of a
 * week or day the months that its week touches, and the weeks that touch these.
 */
export function settledFrom(unit: IntervalUnit, start: Date): Date {
  if (unit === 'month') return new Date(lastOfMonth(start.getTime()) + DAY_MS);
  const sunday = mondayOf(start.getTime()) + 6 * DAY_MS;
  return new Date(mondayOf(lastOfMonth(sunday)) + 7 * DAY_MS);
}

/** Day 0 was a Thursday. */
function mondayOf(day: number): number {
  const daysOfWeek = (((day / DAY_MS + 3) % 7) + 7) % 7;
  return day - daysOfWeek * DAY_MS;
}

function firstOfMonth(day: number): number {
  const date = new Date(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

function lastOfMonth(day: number): number {
  const date = new Date(day);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) - DAY_MS;
}

function daysFrom(first: number, last: number): number[] {
  return Array.from({ length: Math.round((last - first) / DAY_MS) + 1 }, (_, index) => first + index * DAY_MS);
}
