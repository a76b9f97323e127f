/**
 * The rooms of the log as it is read: a table for each month, in UTC, and organisation. Each is asked by its name: through
 * the table that holds them all, the planner works through everything that is asked of every room, at four times the cost.
 */
import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { Selection } from '../domain/audit-log.js';

export interface LogRoom {
  /** Null: what belongs to none. */
  organisation: string | null;
  /** Its start. */
  month: Date;
}

/** Rooms that are looked into at once: first the latest, then ever more. */
const FIRST_ROOMS = 4;
const TIMES_MORE = 4;

/** As `audit_make_room` names it: letters, digits and low lines only. */
export function tableOf({ organisation, month }: LogRoom): string {
  return `audit_event_${month.toISOString().slice(0, 'yyyy-mm'.length).replace('-', '_')}_${nameOf(organisation)}`;
}

/** Newest first. */
export async function roomsOf(
  database: Pick<EntityManager, 'query'>,
  organisations: readonly string[],
): Promise<LogRoom[]> {
  const names = new Map(organisations.map((organisation) => [nameOf(organisation), organisation]));
  const rooms = await database.query<{ month: string; name: string }[]>(ROOMS, [[...names.keys()]]);
  return rooms.map(({ month, name }) => ({
    organisation: names.get(name) ?? null,
    month: new Date(`${month.replace('_', '-')}-01T00:00:00Z`),
  }));
}

/** Those in which something of the selection may be. */
export function within(rooms: readonly LogRoom[], { spans }: Pick<Selection, 'spans'>, newest: Date | null): LogRoom[] {
  return rooms.filter(({ organisation, month }) => {
    const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1));
    if (newest !== null && month > newest) return false;
    return spans.some(
      (span) =>
        (span.organisation === null || span.organisation === organisation) &&
        (span.until === null || month < span.until) &&
        (span.from === null || next > span.from),
    );
  });
}

/** A page is mostly found in the latest months. A month is not torn apart, or its records would come in another order. */
export function* windowsOver(rooms: readonly LogRoom[]): Generator<readonly LogRoom[]> {
  for (let start = 0, most = FIRST_ROOMS; start < rooms.length; most *= TIMES_MORE) {
    let end = start + most;
    while (rooms[end]?.month.getTime() === rooms[end - 1]?.month.getTime() && end < rooms.length) end += 1;
    yield rooms.slice(start, end);
    start = end;
  }
}

function nameOf(organisation: string | null): string {
  return organisation === null ? 'nobody' : createHash('md5').update(organisation).digest('hex').slice(0, 12);
}

const ROOMS = `
  SELECT substr(relname, 13, 7) AS month, substr(relname, 21) AS name FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relname = ANY (ARRAY(
    SELECT (inhrelid::regclass::text || '_' || name)::name FROM pg_inherits CROSS JOIN unnest($1::text[]) AS name
    WHERE inhparent = 'audit_event'::regclass))
  ORDER BY relname DESC`;
