/**
 * In which rooms the log holds something about a client. Whoever looks at a dossier may be anywhere, so a client's log is
 * not of one organisation; with this it is read in the few rooms where it is, and not in all that there are.
 */
import type { EntityManager } from 'typeorm';
import type { LogRecord } from '../domain/record/log-record.js';
import type { LogRoom } from './log-rooms.js';

/** Rooms that are remembered, so that each is written once and not for each record. */
const MOST_REMEMBERED = 100_000;

interface ClientRoom {
  client: string;
  organisation: string | null;
  /** Its start, ISO 8601. */
  month: string;
}

type Placed = Pick<LogRecord, 'client' | 'organisation' | 'occurredAt'>;

export class ClientRooms {
  private readonly known = new Set<string>();

  /** Writes down where these records stand, in their own step. Returns what to do when that is committed. */
  async put(manager: Pick<EntityManager, 'query'>, records: readonly Placed[]): Promise<() => void> {
    const fresh = new Map(
      records.flatMap((record) => roomOf(record) ?? []).map((room) => [JSON.stringify(room), room] as const),
    );
    for (const room of fresh.keys()) if (this.known.has(room)) fresh.delete(room);
    const rooms = [...fresh.values()];
    if (rooms.length > 0) await manager.query(PUT, columnsOf(rooms));
    return () => this.remember(fresh.keys());
  }

  /** When a room has gone, so has what was noted down of it. */
  forget(): void {
    this.known.clear();
  }

  private remember(rooms: Iterable<string>): void {
    if (this.known.size > MOST_REMEMBERED) this.known.clear();
    for (const room of rooms) this.known.add(room);
  }
}

/** Newest first. */
export function roomsOfClient(database: Pick<EntityManager, 'query'>, client: string): Promise<LogRoom[]> {
  return database.query<LogRoom[]>(ROOMS, [client]);
}

function roomOf({ client, organisation, occurredAt }: Placed): ClientRoom | null {
  return client === null
    ? null
    : { client, organisation, month: `${occurredAt.slice(0, 'yyyy-mm'.length)}-01T00:00:00Z` };
}

function columnsOf(rooms: readonly ClientRoom[]): unknown[][] {
  return [
    rooms.map(({ client }) => client),
    rooms.map(({ organisation }) => organisation),
    rooms.map(({ month }) => month),
  ];
}

const PUT = `
  INSERT INTO audit_client_room (client, organisation, month) SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[])
  ON CONFLICT DO NOTHING`;

/** Named as `audit_make_room` does: what somebody took away is not read, and `audit:verify` says that it is gone. */
const ROOMS = `
  SELECT organisation, month FROM audit_client_room
  WHERE client = $1 AND to_regclass('audit_event_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM_')
    || coalesce(left(md5(organisation), 12), 'nobody')) IS NOT NULL
  ORDER BY month DESC`;
