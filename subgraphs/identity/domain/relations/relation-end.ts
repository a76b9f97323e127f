import { DateTime } from 'luxon';
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Relation, RelationClient } from './relation.js';

/**
 * The moment from which a relation opens nothing: the end it was given, or the organisation's rule (V34, R18),
 * whichever comes first. Worked out anew at every decision, so it holds with no job running.
 */
export function endOf(relation: Relation, policy: OrganisationPolicy): Date | null {
  const ends = [relation.endedAt, relation.validUntil, endAfterCare(relation.client, policy)];
  return earliest(ends.filter((end) => end !== null));
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
    .map((date) => DateTime.fromISO(date, { zone: timeZone }).plus({ days: endOfAccess.after.days + 1 }))
    .map((day) => day.startOf('day').toJSDate());
  return earliest(ends);
}

function earliest(moments: Date[]): Date | null {
  return moments.reduce<Date | null>((first, next) => (first === null || next < first ? next : first), null);
}
