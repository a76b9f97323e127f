import type { DataSource } from 'typeorm';
import { KINDS_OF_EVENT } from '../../../schema/audit-catalogue.js';
import { AUDIT_EVENT_KINDS } from '../../../schema/audit-event.js';
import { STAFF_ROLES } from '../../../schema/caller.js';
import { MOST_EVENTS, type Anomalies, type AnomalyRequest, type FoundAnomaly } from '../domain/anomalies/anomaly.js';

/** What tells that somebody looked, or took along. */
const LOOKS = AUDIT_EVENT_KINDS.filter((kind) => ['read', 'copy'].includes(KINDS_OF_EVENT[kind].sort));

export class SqlAnomalies implements Anomalies {
  constructor(private readonly database: DataSource) {}

  async find({
    organisation,
    from,
    until,
    timeZone,
    kinds,
    policy,
    first,
    after,
  }: AnomalyRequest): Promise<FoundAnomaly[]> {
    const { clientsPerDay, refusalsInARow, oddHours } = policy;
    const found = await this.database.query<Omit<FoundAnomaly, 'organisation'>[]>(FIND, [
      ...[organisation, from, until, timeZone, LOOKS, STAFF_ROLES],
      ...[clientsPerDay.users, clientsPerDay.staff, refusalsInARow, oddHours.from, oddHours.until],
      ...[kinds, after && new Date(after.time), after && after.id, first + 1],
    ]);
    return found.map((anomaly) => ({ ...anomaly, organisation }));
  }
}

/** Of a group of records; the newest of them by their places in the log. */
const FACTS = `min(occurred_at) AS start, max(occurred_at) AS "end", count(*)::int AS count,
      count(DISTINCT client)::int AS clients, (count(*) FILTER (WHERE outcome = 'REFUSED'))::int AS refused,
      (array_agg(sequence ORDER BY occurred_at DESC, sequence DESC))[1:${MOST_EVENTS}] AS sequences`;

/**
 * A row of refusals is an island between successes: each success raises the number of the run. A night counts as the day
 * on which it began, so that hours on both sides of midnight are one night.
 */
const FIND = `
  WITH record AS MATERIALIZED (
    SELECT sequence, occurred_at, occurred_at AT TIME ZONE $4 AS there, kind, outcome, account, role, client,
      CASE WHEN account IS NULL THEN nullif(address, '') END AS address
    FROM audit_event
    WHERE organisation = $1 AND occurred_at >= $2 AND occurred_at < $3
  ), run AS (
    SELECT *, count(*) FILTER (WHERE outcome = 'OK')
      OVER (PARTITION BY account, address ORDER BY occurred_at, sequence) AS successes
    FROM record WHERE outcome <> 'ERROR' AND (account IS NOT NULL OR address IS NOT NULL)
  ), found AS (
    SELECT 'MANY_CLIENTS' AS kind, account, NULL::text AS address, ${FACTS}
    FROM record WHERE account IS NOT NULL AND client IS NOT NULL AND kind = ANY ($5)
    GROUP BY account, there::date
    HAVING count(DISTINCT client) > CASE WHEN bool_or(role = ANY ($6)) THEN $8::int ELSE $7::int END
    UNION ALL
    SELECT 'REFUSALS_IN_A_ROW', account, address, ${FACTS}
    FROM run WHERE outcome = 'REFUSED'
    GROUP BY account, address, successes
    HAVING count(*) >= $9::int
    UNION ALL
    SELECT 'ODD_HOURS', account, NULL, ${FACTS}
    FROM record
    WHERE kind = 'SIGN_IN' AND outcome = 'OK' AND account IS NOT NULL AND CASE WHEN $10::int < $11::int
      THEN extract(hour FROM there) >= $10::int AND extract(hour FROM there) < $11::int
      ELSE extract(hour FROM there) >= $10::int OR extract(hour FROM there) < $11::int END
    GROUP BY account, (there - make_interval(hours => $11::int))::date
  ), named AS (
    SELECT md5(concat_ws(' ', kind, $1::text, account, address, extract(epoch FROM start))) AS id, found.*
    FROM found WHERE kind = ANY ($12)
  )
  SELECT * FROM named
  WHERE $13::timestamptz IS NULL OR (start, id) < ($13::timestamptz, $14::text)
  ORDER BY start DESC, id DESC
  LIMIT $15`;
