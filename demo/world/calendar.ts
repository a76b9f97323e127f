/** The world's days are counted from the day on which it is loaded, so that it never goes stale: −1 is yesterday. */
import { DateTime } from 'luxon';

const ZONE = 'Europe/Amsterdam';
const SATURDAY = 6;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export interface Calendar {
  now: Date;
  /** YYYY-MM-DD. */
  date: (day: number) => string;
  /** @param at HH:MM on the clock of the location. */
  moment: (day: number, at: string) => Date;
  /** The day itself, or the Monday after a weekend. */
  workday: (day: number) => number;
  /** In Dutch. */
  weekday: (day: number) => string;
}

export function calendarFrom(now: Date): Calendar {
  const today = DateTime.fromJSDate(now, { zone: ZONE }).startOf('day');
  // time zones are slow to work with, and volume asks for the same few hundred days over and over
  const dayOf = remembering((day) => describe(today.plus({ days: day })));
  return {
    now,
    date: (day) => dayOf(day).date,
    moment: (day, at) => {
      const [hour = 0, minute = 0] = at.split(':').map(Number);
      const { start, isWhole } = dayOf(day);
      return isWhole
        ? new Date(start.toMillis() + (hour * 60 + minute) * MINUTE_MS)
        : start.set({ hour, minute }).toJSDate();
    },
    workday: (day) => day + daysToMonday(dayOf(day).start.weekday),
    weekday: (day) => dayOf(day).start.setLocale('nl').toFormat('cccc'),
  };
}

interface Day {
  start: DateTime;
  date: string;
  /** The clock does not change on it. */
  isWhole: boolean;
}

function describe(start: DateTime): Day {
  return {
    start,
    date: start.toFormat('yyyy-MM-dd'),
    isWhole: start.plus({ days: 1 }).toMillis() - start.toMillis() === DAY_MS,
  };
}

function remembering<T>(find: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>();
  return (key) => {
    const value = known.get(key) ?? find(key);
    known.set(key, value);
    return value;
  };
}

/** None from Monday to Friday. */
function daysToMonday(weekday: number): number {
  return weekday < SATURDAY ? 0 : 8 - weekday;
}
