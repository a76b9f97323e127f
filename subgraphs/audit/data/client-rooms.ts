/**
 * In which rooms the log holds something about a client. Whoever looks at a dossier may be anywhere, so a client's log is
 * not of one organisation; with this it is read in the few rooms where it is, and not in all that there are.
 */
import type { EntityManager } from 'typeorm';
import type { LogRecord } from '../domain/record/log-record.js';
import type { Window } from './windows.js';

/** Rooms that are remembered, so that each is written once and not for each record. */
const MOST_REMEMBERED = 100_000;
/** Rooms that are looked into at once: first the latest, then ever more. */
const FIRST_ROOMS = 4;

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

/** Newest first, from this moment back. */
export async function* windowsOfClient(
  database: Pick<EntityManager, 'query'>,
  client: string,
  newest: Date | null,
): AsyncGenerator<Window> {
  const rooms = await database.query<{ organisation: string | null; month: Date; next: Date }[]>(ROOMS, [
    client,
    newest ?? 'infinity',
  ]);
  for (let start = 0, count = FIRST_ROOMS; start < rooms.length; count *= 2) {
    // a month is not torn apart, or its records would come in another order
    const end = rooms.findIndex(
      ({ month }, index) => index >= start + count && month < (rooms[index - 1]?.month ?? month),
    );
    const some = rooms.slice(start, end === -1 ? rooms.length : end);
    const [newest, oldest] = [some[0], some.at(-1)];
    if (newest === undefined || oldest === undefined) return;
    yield { from: oldest.month, until: newest.next, organisations: some.map(({ organisation }) => organisation) };
    start += some.length;
  }
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

const ROOMS = `
  SELECT organisation, month, (month AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC' AS next
  FROM audit_client_room WHERE client = $1 AND month <= $2 ORDER BY month DESC`;
