/** The day of a news mail is that of the organisation, whose clock changes twice a year. */
import { DateTime } from 'luxon';
import type { OrganisationPolicy } from '../../../../organisations/policy.js';

/** Nobody is woken by news. */
const MORNING = { hour: 7 };

type There = Pick<OrganisationPolicy, 'timeZone'>;

export function isMorningPast({ timeZone }: There, at: Date): boolean {
  const there = DateTime.fromJSDate(at, { zone: timeZone });
  return there >= there.startOf('day').set(MORNING);
}

/** Of the next day: so whatever was sent today, the next is not sent today. */
export function nextMorning(policy: There, at: Date): Date {
  return DateTime.fromJSDate(endOfDay(policy, at), { zone: policy.timeZone }).set(MORNING).toJSDate();
}

export function endOfDay({ timeZone }: There, at: Date): Date {
  return DateTime.fromJSDate(at, { zone: timeZone }).startOf('day').plus({ days: 1 }).toJSDate();
}
