/** The log in the database as it is at one moment: all is read in one transaction that sees nothing of what comes later. */
import { Client } from 'pg';
import type { Place } from '../../domain/tree/frontier.js';
import type { CheckpointSource, KeptNote } from '../../domain/verify/checkpoint-source.js';
import type { DroppedRoom } from '../../domain/verify/dropped-rooms.js';
import type { Entry } from '../../domain/verify/entry.js';
import { put, type Leaves } from '../../domain/verify/leaf-source.js';
import type { KeptTree } from '../../domain/verify/tree-walk.js';
import type { LogSnapshot } from '../../domain/verify/verify-log.js';
import { entryOf, FULL_ROW, type FullRow } from './entry-of-row.js';

const ROWS_AT_ONCE = 5_000;
const NODES_AT_ONCE = 10_000;
const NOTES_AT_ONCE = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;

interface DroppedRow {
  organisation: string | null;
  search: Partial<Record<keyof DroppedRoom, unknown>> | null;
}

export class SqlLogSnapshot implements LogSnapshot {
  readonly tree: KeptTree = {
    name: 'the database',
    leaves: (from, until) => this.leaves(from, until),
    nodes: (places) => this.nodes(places),
  };
  readonly checkpoints: CheckpointSource = { name: 'the database', notes: () => this.notes() };

  private constructor(private readonly client: Client) {}

  /** @param url of the working role: reading is enough. */
  static async open(url: string): Promise<SqlLogSnapshot> {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS, keepAlive: true });
    await client.connect();
    // rooms are merged by their indices: sorting millions of records first would take a disk full
    for (const statement of [BEGIN, 'SET LOCAL enable_sort = off', 'SET LOCAL jit = off', ROWS]) {
      await client.query(statement);
    }
    return new SqlLogSnapshot(client);
  }

  close(): Promise<void> {
    return this.client.end();
  }

  /** The next page is on its way while one is looked at. */
  async *entries(): AsyncGenerator<Entry[]> {
    for (let next = this.fetch(); ;) {
      const page = await next;
      if (page.length === 0) return;
      next = this.fetch();
      yield page.map(entryOf);
    }
  }

  async size(): Promise<number> {
    const { rows } = await this.client.query<{ last: string }>(
      'SELECT coalesce(max(last), 0) AS last FROM audit_batch',
    );
    return Number(rows[0]?.last ?? 0);
  }

  async dropped(): Promise<DroppedRoom[]> {
    return (await this.client.query<DroppedRow>(DROPPED)).rows.map(({ organisation, search }) => ({
      organisation,
      month: String(search?.month),
      records: numberOf(search?.records),
      first: numberOf(search?.first),
      last: numberOf(search?.last),
      earlier: numberOf(search?.earlier),
    }));
  }

  private async fetch(): Promise<FullRow[]> {
    return (await this.client.query<FullRow>(`FETCH ${ROWS_AT_ONCE} FROM records`)).rows;
  }

  private async leaves(from: number, until: number): Promise<Leaves> {
    const leaves: Leaves = Array.from({ length: until - from });
    const { rows } = await this.client.query<{ first: string; leaves: Buffer }>(BATCHES, [from, until]);
    for (const { first, leaves: hashes } of rows) put(leaves, { from, until }, Number(first) - 1, hashes);
    return leaves;
  }

  private async nodes(places: readonly Place[]): Promise<(Buffer | null)[]> {
    const found: (Buffer | null)[] = [];
    for (let start = 0; start < places.length; start += NODES_AT_ONCE) {
      const some = places.slice(start, start + NODES_AT_ONCE);
      const wanted = [some.map(({ level }) => level), some.map(({ index }) => index)];
      const { rows } = await this.client.query<{ hash: Buffer | null }>(NODES, wanted);
      for (const { hash } of rows) found.push(hash);
    }
    return found;
  }

  private async *notes(): AsyncGenerator<KeptNote> {
    for (let after = '-1'; ;) {
      const { rows } = await this.client.query<{ size: string; note: string }>(NOTES, [after, NOTES_AT_ONCE]);
      for (const { size, note } of rows) yield { size: Number(size), note };
      if (rows.length < NOTES_AT_ONCE) return;
      after = rows.at(-1)?.size ?? after;
    }
  }
}

/** What is no number excuses nothing. */
function numberOf(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0;
}

const BEGIN = 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY';

const ROWS = `DECLARE records NO SCROLL CURSOR FOR SELECT ${FULL_ROW} FROM audit_event ORDER BY sequence`;

const DROPPED = "SELECT organisation, search FROM audit_event WHERE kind = 'RETENTION_APPLIED' ORDER BY sequence";

/** Batches lie end to end: up to the first that reaches far enough. */
const BATCHES = `
  SELECT first, leaves FROM audit_batch
  WHERE last > $1 AND last <= coalesce((SELECT min(last) FROM audit_batch WHERE last >= $2), $2)
  ORDER BY last`;

const NODES = `
  SELECT node.hash
  FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY AS wanted (level, index, place)
  LEFT JOIN audit_node node ON node.level = wanted.level AND node.index = wanted.index
  ORDER BY wanted.place`;

const NOTES = 'SELECT size, note FROM audit_checkpoint WHERE size > $1 ORDER BY size LIMIT $2';
