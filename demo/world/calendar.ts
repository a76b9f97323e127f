/** The world's days are counted from the day on which it is loaded, so that it never goes stale: −1 is yesterday. */
import { DateTime } from 'luxon';

const ZONE = 'Europe/Amsterdam';
const SATURDAY = 6;

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
  const dayOf = (day: number): DateTime => today.plus({ days: day });
  return {
    now,
    date: (day) => dayOf(day).toFormat('yyyy-MM-dd'),
    moment: (day, at) => {
      const [hour, minute] = at.split(':').map(Number);
      return dayOf(day).set({ hour, minute }).toJSDate();
    },
    workday: (day) => day + daysToMonday(dayOf(day).weekday),
    weekday: (day) => dayOf(day).setLocale('nl').toFormat('cccc'),
  };
}

/** None from Monday to Friday. */
function daysToMonday(weekday: number): number {
  return weekday < SATURDAY ? 0 : 8 - weekday;
}
