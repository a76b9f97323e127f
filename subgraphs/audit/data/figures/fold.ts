/** A step of counting: records of the log that were not counted yet, added to the figures, each once. */
import type { EntityManager } from 'typeorm';
import type { Organisations } from '../../../../organisations/policy.js';
import { SECTIONS } from '../../../../schema/caller.js';

/** About so many records, in whole commits of the writer. */
const STEP = 2_048;

interface Part {
  last: string;
  since: Date;
  until: Date;
}

/**
 * In one transaction, by one copy of the program at a time: the figures and how far they go are never apart.
 * @returns how many records it took; null when another copy is at it.
 */
export async function foldStep(manager: EntityManager, organisations: Organisations): Promise<number | null> {
  const [{ held } = { held: false }] = await manager.query<{ held: boolean }[]>(ALONE);
  if (!held) return null;
  const counted = await countedOf(manager);
  const [part] = await manager.query<Part[]>(NEXT_PART, [counted, STEP]);
  if (part === undefined) return 0;
  const zones = [...organisations.values()];
  await manager.query(EVEN_WHEN_MANY);
  await manager.query(FOLD, [
    counted,
    part.last,
    part.since,
    part.until,
    zones.map(({ id }) => id),
    zones.map(({ timeZone }) => timeZone),
    SECTIONS,
  ]);
  await manager.query(FORGET, [part.since]);
  await manager.query(PROGRESS, [part.last, part.until]);
  return Number(BigInt(part.last) - BigInt(counted));
}

/** How many records are waiting. */
export async function lagOf(manager: Pick<EntityManager, 'query'>): Promise<number> {
  const [{ lag } = { lag: '0' }] = await manager.query<{ lag: string }[]>(LAG);
  return Number(lag);
}

/** As if nothing had been counted, when nobody is counting. */
export async function forgetFigures(manager: EntityManager): Promise<void> {
  await manager.query(WAIT_ALONE);
  for (const table of ['audit_figure_progress', 'audit_figure', 'audit_figure_member']) {
    await manager.query(`DELETE FROM ${table}`);
  }
}

async function countedOf(manager: EntityManager): Promise<string> {
  const [row] = await manager.query<{ counted: string }[]>('SELECT counted FROM audit_figure_progress');
  return row?.counted ?? '0';
}

const LOCK = "hashtext('audit figures')";
const ALONE = `SELECT pg_try_advisory_xact_lock(${LOCK}) AS held`;
const WAIT_ALONE = `SELECT pg_advisory_xact_lock(${LOCK})`;

const LAG = `
  SELECT coalesce((SELECT max(last) FROM audit_batch), 0)
    - coalesce((SELECT counted FROM audit_figure_progress), 0) AS lag`;

/** The planner knows nothing of the numbers in a step, and takes them for a few. */
const EVEN_WHEN_MANY = 'SET LOCAL enable_nestloop = off';

/** Whole commits, from the first that was not counted, until there are enough records. */
const NEXT_PART = `
  SELECT max(last) AS last, min(recorded_at) AS since, max(recorded_at) AS until FROM (
    SELECT last, recorded_at FROM audit_batch
    WHERE last > $1::bigint AND last <= greatest(
      $1::bigint + $2::bigint, (SELECT min(last) FROM audit_batch WHERE last > $1::bigint))
  ) AS part
  HAVING count(*) > 0`;

/**
 * A record counts in the interval in which it happened when it comes in within 31 days; that also bounds in which rooms
 * of the log is looked. Who has not signed in is told apart by their network address.
 */
const FOLD = `
  WITH record AS MATERIALIZED (
    SELECT event.organisation, kind, outcome, coalesce(reason, '') AS reason, coalesce(role, '') AS role, categories,
      coalesce(pseudonym, address) AS member, occurred_at AT TIME ZONE time_zone AS local
    FROM audit_event AS event
    JOIN unnest($5::text[], $6::text[]) AS zone (organisation, time_zone) USING (organisation)
    WHERE sequence > $1::bigint AND sequence <= $2::bigint AND event.organisation = ANY ($5::text[])
      AND occurred_at >= $3::timestamptz - interval '31 days' AND occurred_at <= $4::timestamptz + interval '1 day'
      AND occurred_at >= recorded_at - interval '31 days' AND occurred_at <= recorded_at + interval '1 day'
  ), act AS (
    SELECT 'SIGN_INS' AS measure, '' AS detail, organisation, role, member, local
      FROM record WHERE kind = 'SIGN_IN' AND outcome = 'OK'
    UNION ALL SELECT 'ACCOUNTS', '', organisation, role, member, local
      FROM record WHERE kind IN ('SIGN_IN', 'DOSSIER_READ') AND outcome = 'OK'
    UNION ALL SELECT 'SECTIONS', section, organisation, role, member, local
      FROM record CROSS JOIN unnest(categories) AS section
      WHERE kind = 'DOSSIER_READ' AND outcome = 'OK' AND section = ANY ($7::text[])
    UNION ALL SELECT 'REFUSALS', reason, organisation, role, member, local
      FROM record WHERE outcome = 'REFUSED'
  ), cell AS MATERIALIZED (
    SELECT organisation, measure, unit, date_trunc(unit, local)::date AS start, role, detail, count(*) AS acts,
      CASE WHEN member IS NOT NULL THEN md5(json_build_array(organisation, measure, role, detail, member)::text)::uuid END AS seen
    FROM act CROSS JOIN (VALUES ('day'), ('week'), ('month')) AS units (unit)
    GROUP BY 1, 2, 3, 4, 5, 6, member
  ), newcomer AS (
    INSERT INTO audit_figure_member (unit, start, seen) SELECT unit, start, seen FROM cell WHERE seen IS NOT NULL
    ON CONFLICT DO NOTHING
    RETURNING unit, start, seen
  ), added AS (
    SELECT organisation, measure, unit, start, role, detail, acts, CASE WHEN newcomer.seen IS NULL THEN 0 ELSE 1 END AS accounts
    FROM cell LEFT JOIN newcomer USING (unit, start, seen)
  )
  INSERT INTO audit_figure AS known (organisation, measure, unit, start, role, detail, acts, accounts)
  SELECT organisation, measure, unit, start, role, detail, sum(acts), sum(accounts) FROM added GROUP BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (organisation, measure, unit, start, role, detail)
  DO UPDATE SET acts = known.acts + excluded.acts, accounts = known.accounts + excluded.accounts`;

/** The length of an interval, 31 days in which records can come in, and some. */
const FORGET = `
  DELETE FROM audit_figure_member
  WHERE unit = 'day' AND start < $1::timestamptz::date - 35
     OR unit = 'week' AND start < $1::timestamptz::date - 41
     OR unit = 'month' AND start < $1::timestamptz::date - 65`;

const PROGRESS = `
  INSERT INTO audit_figure_progress (counted, as_of) VALUES ($1, $2)
  ON CONFLICT (single) DO UPDATE SET counted = excluded.counted, as_of = excluded.as_of`;
