import { DateTime } from 'luxon';
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { LegalBasis } from '../../../../schema/legal-basis.js';
import type { Relation, RelationClient } from './relation.js';

/**
 * The moment from which a relation opens nothing: the end it was given, or the organisation's rule (V34, R18),
 * whichever comes first. Worked out anew at every decision, so it holds with no job running.
 */
export function endOf(relation: Relation, policy: OrganisationPolicy): Date | null {
  const ends = [
    relation.endedAt,
    relation.validUntil,
    endOfAuthority(relation, policy),
    endAfterCare(relation.client, policy),
  ];
  return earliest(ends.filter((end) => end !== null));
}

/** Where the organisation says so, a representative's access ends with the day of death, as the authority does. */
function endOfAuthority(
  { legalBasis, client }: Pick<Relation, 'legalBasis' | 'client'>,
  { endOfAccess, timeZone }: Pick<OrganisationPolicy, 'endOfAccess' | 'timeZone'>,
): Date | null {
  const bases: readonly LegalBasis[] = endOfAccess.atDeathAtOnce;
  return client.diedOn === null || !bases.includes(legalBasis) ? null : endOfDay(client.diedOn, 0, timeZone);
}

/** So many days after departure or death, counted from the end of that day where the organisation is. */
export function endAfterCare(
  client: Pick<RelationClient, 'departedOn' | 'diedOn'>,
  { endOfAccess, timeZone }: Pick<OrganisationPolicy, 'endOfAccess' | 'timeZone'>,
): Date | null {
  const dates = { DEPARTURE: client.departedOn, DEATH: client.diedOn };
  const ends = endOfAccess.on
    .map((event) => dates[event])
    .filter((date) => date !== null)
    .map((date) => endOfDay(date, endOfAccess.after.days, timeZone));
  return earliest(ends);
}

/** The end of the day so many days later, on the clock where the organisation is. */
function endOfDay(date: string, daysLater: number, timeZone: string): Date {
  const day = DateTime.fromISO(date, { zone: timeZone }).plus({ days: daysLater + 1 });
  return day.startOf('day').toJSDate();
}

function earliest(moments: Date[]): Date | null {
  return moments.reduce<Date | null>((first, next) => (first === null || next < first ? next : first), null);
}
