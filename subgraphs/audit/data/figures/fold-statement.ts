/**
 * The statement that adds a part of the log to the figures: $1 and $2 the numbers behind which it begins and with which it
 * ends, $3 and $4 the organisations and their time zones, $5 the sections.
 */
import { tableOf, type LogRoom } from '../log-rooms.js';

/**
 * A record counts in the interval in which it happened when it comes in within 31 days; that also bounds in which rooms
 * of the log is looked. Who has not signed in is told apart by their network address.
 */
export function foldStatement(rooms: readonly LogRoom[]): string {
  const records = rooms.map((room) => `${RECORD} FROM ${tableOf(room)} ${IN_PART}`).join(' UNION ALL ');
  return `WITH record AS MATERIALIZED (
    SELECT read.*, occurred_at AT TIME ZONE time_zone AS local
    FROM (${records}) AS read
    JOIN unnest($3::text[], $4::text[]) AS zone (organisation, time_zone) USING (organisation)
  ), ${FOLD}`;
}

const RECORD = `SELECT organisation, kind, outcome, coalesce(reason, '') AS reason, coalesce(role, '') AS role, categories,
  coalesce(pseudonym, address) AS member, occurred_at`;

const IN_PART = `WHERE sequence > $1::bigint AND sequence <= $2::bigint
  AND occurred_at >= recorded_at - interval '31 days' AND occurred_at <= recorded_at + interval '1 day'`;

/** What is the same for the three intervals of a record is worked out once, by day. */
const BY_DAY = `
  act AS (
    SELECT 'SIGN_INS' AS measure, '' AS detail, organisation, role, member, local
      FROM record WHERE kind = 'SIGN_IN' AND outcome = 'OK'
    UNION ALL SELECT 'ACCOUNTS', '', organisation, role, member, local
      FROM record WHERE kind IN ('SIGN_IN', 'DOSSIER_READ') AND outcome = 'OK'
    UNION ALL SELECT 'SECTIONS', section, organisation, role, member, local
      FROM record CROSS JOIN unnest(categories) AS section
      WHERE kind = 'DOSSIER_READ' AND outcome = 'OK' AND section = ANY ($5::text[])
    UNION ALL SELECT 'REFUSALS', reason, organisation, role, member, local
      FROM record WHERE outcome = 'REFUSED'
  ), daily AS MATERIALIZED (
    SELECT organisation, measure, role, detail, local::date AS day, count(*) AS acts,
      CASE WHEN member IS NOT NULL THEN md5(json_build_array(organisation, measure, role, detail, member)::text)::uuid END AS seen
    FROM act GROUP BY organisation, measure, role, detail, member, local::date
  )`;

/** Whom a day has seen, its week and month have seen too: only who is new to the day may be new to these. */
const NEWCOMERS = `
  new_today AS (
    INSERT INTO audit_figure_member (unit, start, seen) SELECT 'day', day, seen FROM daily WHERE seen IS NOT NULL
    ON CONFLICT DO NOTHING RETURNING unit, start, seen
  ), new_later AS (
    INSERT INTO audit_figure_member (unit, start, seen)
    SELECT DISTINCT later.unit, date_trunc(later.unit, start::timestamp)::date, seen
    FROM new_today CROSS JOIN (VALUES ('week'), ('month')) AS later (unit)
    ON CONFLICT DO NOTHING RETURNING unit, start, seen
  ), newcomer AS (
    SELECT organisation, measure, unit, start, role, detail, count(*) AS accounts
    FROM (SELECT * FROM new_today UNION ALL SELECT * FROM new_later) AS new
    JOIN (SELECT DISTINCT seen, organisation, measure, role, detail FROM daily) AS known USING (seen)
    GROUP BY organisation, measure, unit, start, role, detail
  )`;

const FOLD = `${BY_DAY}, ${NEWCOMERS}, cell AS (
    SELECT organisation, measure, unit, date_trunc(unit, day::timestamp)::date AS start, role, detail, sum(acts) AS acts
    FROM daily CROSS JOIN (VALUES ('day'), ('week'), ('month')) AS units (unit)
    GROUP BY 1, 2, 3, 4, 5, 6
  )
  INSERT INTO audit_figure AS known (organisation, measure, unit, start, role, detail, acts, accounts)
  SELECT organisation, measure, unit, start, role, detail, cell.acts, coalesce(newcomer.accounts, 0)
  FROM cell LEFT JOIN newcomer USING (organisation, measure, unit, start, role, detail)
  ON CONFLICT (organisation, measure, unit, start, role, detail)
  DO UPDATE SET acts = known.acts + excluded.acts, accounts = known.accounts + excluded.accounts`;
