/**
 * In which rooms the log holds something about a client. Whoever looks at a dossier may be anywhere, so a client's log is
 * not of one organisation; with this it is read in the few rooms where it is, and not in all that there are.
 */
import { escapeLiteral } from 'pg';
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

/** Rooms that were not known, and the statements that write them down. */
interface NewRooms {
  keys: Iterable<string>;
  statements: readonly string[];
}

export class ClientRooms {
  private readonly known = new Set<string>();

  /** Those of these records, to be written down in their own step. */
  newOf(records: readonly Placed[]): NewRooms {
    const rooms = new Map<string, ClientRoom>();
    for (const { client, organisation, occurredAt } of records) {
      if (client === null) continue;
      const month = occurredAt.slice(0, 'yyyy-mm'.length);
      const key = keyOf(client, organisation, month);
      if (!this.known.has(key)) rooms.set(key, { client, organisation, month: `${month}-01T00:00:00Z` });
    }
    return { keys: rooms.keys(), statements: rooms.size === 0 ? [] : [put([...rooms.values()])] };
  }

  /** Once they are committed. */
  remember({ keys }: NewRooms): void {
    if (this.known.size > MOST_REMEMBERED) this.known.clear();
    for (const key of keys) this.known.add(key);
  }

  /** When a room has gone, so has what was noted down of it. */
  forget(): void {
    this.known.clear();
  }
}

/** Newest first. */
export function roomsOfClient(database: Pick<EntityManager, 'query'>, client: string): Promise<LogRoom[]> {
  return database.query<LogRoom[]>(ROOMS, [client]);
}

/** Another one for each room: the database holds no NUL. */
function keyOf(client: string, organisation: string | null, month: string): string {
  return organisation === null ? `${month}\0\0${client}` : `${month}${organisation}\0${client}`;
}

function put(rooms: readonly ClientRoom[]): string {
  const rows = rooms.map(({ client, organisation, month }) => `(${[client, organisation, month].map(literal).join()})`);
  return `INSERT INTO audit_client_room (client, organisation, month) VALUES ${rows.join()} ON CONFLICT DO NOTHING`;
}

function literal(value: string | null): string {
  return value === null ? 'NULL' : escapeLiteral(value);
}

/** Named as `audit_make_room` does: what somebody took away is not read, and `audit:verify` says that it is gone. */
const ROOMS = `
  SELECT organisation, month FROM audit_client_room
  WHERE client = $1 AND to_regclass('audit_event_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM_')
    || coalesce(left(md5(organisation), 12), 'nobody')) IS NOT NULL
  ORDER BY month DESC`;
