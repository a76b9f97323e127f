import { DateTime } from 'luxon';
import { DomainError } from '../../domain-error.js';
import type { Dossier } from './dossier.js';
import type { Period } from './ecd.js';

/** Whole days, the last one included. */
export interface PeriodAsked {
  start?: Date | null;
  end?: Date | null;
}

/**
 * The moments between which the days fall, in the organisation's time zone: a day in which the clock changes has 23 or 25 hours.
 * @throws DomainError BAD_INPUT when the period ends before it begins.
 */
export function periodAsked({ policy }: Pick<Dossier, 'policy'>, asked: PeriodAsked | null | undefined): Period {
  const start = asked?.start ? startOfDay(asked.start, policy.timeZone) : null;
  const end = asked?.end ? startOfDay(asked.end, policy.timeZone).plus({ days: 1 }) : null;
  if (start !== null && end !== null && end <= start) throw new DomainError('BAD_INPUT', { fields: ['period'] });
  return { start: start?.toJSDate() ?? null, end: end?.toJSDate() ?? null };
}

export function isLimited({ start, end }: Period): boolean {
  return start !== null || end !== null;
}

/** A day arrives as its midnight in UTC. */
function startOfDay(day: Date, zone: string): DateTime {
  return DateTime.fromJSDate(day, { zone: 'utc' }).setZone(zone, { keepLocalTime: true }).startOf('day');
}
