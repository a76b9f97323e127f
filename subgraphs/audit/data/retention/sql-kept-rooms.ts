/** The rooms of the log, with the role that owns them: no program has it while it runs. */
import { DataSource, type EntityManager } from 'typeorm';
import type { FilledRoom, KeptRooms, Room } from '../../domain/retention/room.js';

/** A room that is being read or written is left for the next time rather than waited for with all others behind. */
const LOCK_LIMIT = "SET LOCAL lock_timeout = '3s'";
/** Nobody makes a room meanwhile; `audit_make_room` takes the same. */
const ROOMS_LOCK = "SELECT pg_advisory_xact_lock(hashtext('audit-event rooms'))";

interface Content {
  records: string;
  first: string;
  last: string;
  earlier: string;
}

export class SqlKeptRooms implements KeptRooms {
  private constructor(private readonly owner: DataSource) {}

  /** Counting what a room holds takes as long as it takes, so no statement has a limit. */
  static async open(ownerUrl: string): Promise<SqlKeptRooms> {
    const owner = new DataSource({ type: 'postgres', url: ownerUrl, poolSize: 1, installExtensions: false });
    return new SqlKeptRooms(await owner.initialize());
  }

  close(): Promise<void> {
    return this.owner.destroy();
  }

  all(): Promise<Room[]> {
    return this.owner.query<Room[]>(ROOMS);
  }

  contentOf(room: Room): Promise<FilledRoom> {
    return this.owner.transaction((manager) => contentOf(manager, room));
  }

  async signedBefore(moment: Date): Promise<number> {
    const [row] = await this.owner.query<{ size: string }[]>(
      'SELECT coalesce(max(size), 0) AS size FROM audit_checkpoint WHERE signed_at < $1',
      [moment],
    );
    return Number(row?.size ?? 0);
  }

  async drop(room: FilledRoom): Promise<boolean> {
    return this.owner.transaction(async (manager) => {
      await manager.query(LOCK_LIMIT);
      await manager.query(ROOMS_LOCK);
      const rooms = await manager.query<Room[]>(ROOMS);
      if (!rooms.some(({ table }) => table === room.table)) return false;
      await manager.query(`LOCK TABLE ${room.table} IN ACCESS EXCLUSIVE MODE`);
      const now = await contentOf(manager, room);
      if (now.records !== room.records || now.last !== room.last) return false;
      await manager.query(`CREATE TEMPORARY TABLE leaving ON COMMIT DROP AS
        SELECT DISTINCT account FROM ${room.table} WHERE account IS NOT NULL`);
      await manager.query(`ALTER TABLE ${monthOf(room)} DETACH PARTITION ${room.table}`);
      await manager.query(`DROP TABLE ${room.table}`);
      await manager.query(KEYS_OF_LEAVING);
      await manager.query(CLIENTS_OF_LEAVING, [room.organisation, `${room.month}-01T00:00:00Z`]);
      return true;
    });
  }

  async tidy(forgottenBefore: Date): Promise<void> {
    await this.owner.query(FORGOTTEN, [forgottenBefore]);
    await this.owner.transaction(async (manager) => {
      await manager.query(LOCK_LIMIT);
      await manager.query(ROOMS_LOCK);
      // from here on nobody reads or writes the log: nothing that takes time
      for (const { month } of await manager.query<{ month: string }[]>(EMPTY_MONTHS)) {
        await manager.query(`ALTER TABLE audit_event DETACH PARTITION ${month}`);
        await manager.query(`DROP TABLE ${month}`);
      }
    });
  }
}

async function contentOf(manager: EntityManager, room: Room): Promise<FilledRoom> {
  const [content] = await manager.query<Content[]>(`SELECT ${CONTENT} FROM ${room.table}`);
  return {
    ...room,
    records: Number(content?.records),
    first: Number(content?.first),
    last: Number(content?.last),
    earlier: Number(content?.earlier),
  };
}

function monthOf({ month }: Room): string {
  return `audit_event_${month.replace('-', '_')}`;
}

const CONTENT = `
  count(*) AS records, coalesce(min(sequence), 0) AS first, coalesce(max(sequence), 0) AS last,
  coalesce(sum((search->>'records')::bigint + coalesce((search->>'earlier')::bigint, 0))
    FILTER (WHERE kind = 'RETENTION_APPLIED'), 0) AS earlier`;

/** Oldest first; names of tables as SQL takes them. */
const ROOMS = `
  SELECT room.oid::regclass::text AS "table",
         obj_description(room.oid, 'pg_class') AS organisation,
         replace(right(month.relname, 7), '_', '-') AS month
  FROM pg_inherits of_log
  JOIN pg_class month ON month.oid = of_log.inhrelid
  JOIN pg_inherits of_month ON of_month.inhparent = month.oid
  JOIN pg_class room ON room.oid = of_month.inhrelid
  WHERE of_log.inhparent = 'audit_event'::regclass
  ORDER BY month.relname, room.relname`;

const EMPTY_MONTHS = `
  SELECT month.inhrelid::regclass::text AS month FROM pg_inherits month
  WHERE month.inhparent = 'audit_event'::regclass
    AND NOT EXISTS (SELECT FROM pg_inherits room WHERE room.inhparent = month.inhrelid)`;

const KEYS_OF_LEAVING = `
  DELETE FROM audit_person person USING leaving
  WHERE person.account = leaving.account
    AND NOT EXISTS (SELECT FROM audit_event event WHERE event.account = person.account)`;

const CLIENTS_OF_LEAVING = `
  DELETE FROM audit_client_room WHERE organisation IS NOT DISTINCT FROM $1::text AND month = $2`;

const FORGOTTEN = `
  DELETE FROM audit_forgotten forgotten
  WHERE forgotten_at < $1
    AND NOT EXISTS (SELECT FROM audit_event event WHERE event.account = forgotten.account)`;
