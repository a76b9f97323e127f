/** A step of counting: records of the log that were not counted yet, added to the figures, each once. */
import type { EntityManager } from 'typeorm';
import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import { SECTIONS } from '../../../../schema/caller.js';
import { roomsOf, within } from '../log-rooms.js';
import { foldStatement } from './fold-statement.js';

const DAY_MS = 86_400_000;

interface Part {
  last: string;
  since: Date;
  until: Date;
}

/**
 * In one transaction, by one copy of the program at a time: the figures and how far they go are never apart.
 * @param most about so many records, in whole commits of the writer.
 * @returns how many records it took; null when another copy is at it.
 */
export async function foldStep(
  manager: EntityManager,
  organisations: Organisations,
  most: number,
): Promise<number | null> {
  const [{ held } = { held: false }] = await manager.query<{ held: boolean }[]>(ALONE);
  if (!held) return null;
  const counted = await countedOf(manager);
  const [part] = await manager.query<Part[]>(NEXT_PART, [counted, most]);
  if (part === undefined) return 0;
  await fold(manager, [...organisations.values()], counted, part);
  await manager.query(FORGET, [part.since]);
  await manager.query(PROGRESS, [part.last, part.until]);
  return Number(BigInt(part.last) - BigInt(counted));
}

async function fold(
  manager: EntityManager,
  policies: readonly OrganisationPolicy[],
  counted: string,
  { last, since, until }: Part,
): Promise<void> {
  const organisations = policies.map(({ id }) => id);
  const span = {
    organisation: null,
    from: new Date(since.getTime() - 31 * DAY_MS),
    until: new Date(until.getTime() + DAY_MS + 1),
  };
  const rooms = within(await roomsOf(manager, organisations), { spans: [span] }, null);
  if (rooms.length === 0) return;
  await manager.query(EVEN_WHEN_MANY);
  const zones = policies.map(({ timeZone }) => timeZone);
  await manager.query(foldStatement(rooms), [counted, last, organisations, zones, SECTIONS]);
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

/** The length of an interval, 31 days in which records can come in, and some. */
const FORGET = `
  DELETE FROM audit_figure_member
  WHERE unit = 'day' AND start < $1::timestamptz::date - 35
     OR unit = 'week' AND start < $1::timestamptz::date - 41
     OR unit = 'month' AND start < $1::timestamptz::date - 65`;

const PROGRESS = `
  INSERT INTO audit_figure_progress (counted, as_of) VALUES ($1, $2)
  ON CONFLICT (single) DO UPDATE SET counted = excluded.counted, as_of = excluded.as_of`;
