/**
 * The log in its own order, for exports. The records of an organisation lie in a room for each month, each with an index
 * on the sequence: a page is a merge over these, whatever came before it.
 */
import type { DataSource } from 'typeorm';
import type {
  ExportedLog,
  ExportSelection,
  RecordCount,
  StoredRecord,
  Stretch,
} from '../domain/export/exported-log.js';
import { roomsOfClient } from './client-rooms.js';
import { tableOf, within } from './log-rooms.js';
import { SqlConditions } from './sql-conditions.js';
import type { PersonNames } from './person-names.js';
import { RECORD_COLUMNS, recordOf, type RecordRow } from './record-columns.js';
import { isTooLong } from './sql-state.js';
import { SqlTreeHashes } from './sql-tree-hashes.js';

/** Longer than this nobody waits for a count; then it is an estimate. */
const LONGEST_COUNT_MS = 1_000;

type ExportRow = RecordRow & { leaf: Buffer | null; sealed_key: Buffer | null };

export class SqlExportedLog implements ExportedLog {
  constructor(
    private readonly database: DataSource,
    private readonly names: PersonNames,
  ) {}

  size(): Promise<number> {
    return new SqlTreeHashes(this.database).size();
  }

  async page(selection: ExportSelection, stretch: Stretch, most: number): Promise<StoredRecord[]> {
    const conditions = conditionsOf(selection, stretch);
    const rows = await this.database.query<ExportRow[]>(
      `SELECT page.*, person.sealed_key, ${LEAF} AS leaf FROM (
        SELECT sequence, ${COLUMNS} FROM ${await this.sourceOf(selection)} event
        WHERE ${conditions.text} ORDER BY sequence LIMIT ${conditions.value(most)}
      ) page LEFT JOIN audit_person person USING (account) ORDER BY page.sequence`,
      conditions.values,
    );
    return rows.map((row) => this.storedRecord(row));
  }

  async count(selection: ExportSelection, stretch: Stretch): Promise<RecordCount> {
    const { text, values } = conditionsOf(selection, stretch);
    const source = await this.sourceOf(selection);
    try {
      const records = await this.database.transaction(async (manager) => {
        await manager.query(`SET LOCAL statement_timeout = ${LONGEST_COUNT_MS}`);
        const counted = `SELECT count(*)::int AS records FROM ${source} event WHERE ${text}`;
        const [row] = await manager.query<{ records: number }[]>(counted, values);
        return row?.records ?? 0;
      });
      return { records, isEstimate: false };
    } catch (error) {
      if (!isTooLong(error)) throw error;
      return { records: await this.estimate(source, text, values), isEstimate: true };
    }
  }

  async latestCheckpoint(): Promise<string | null> {
    const [row] = await this.database.query<{ note: string }[]>(
      'SELECT note FROM audit_checkpoint ORDER BY size DESC LIMIT 1',
    );
    return row?.note ?? null;
  }

  /** Of a client the rooms where something about them is; none at all has the log's own columns and no row. */
  private async sourceOf({ organisation, from, until, filter }: ExportSelection): Promise<string> {
    if (filter.client === undefined) return 'audit_event';
    const rooms = within(
      await roomsOfClient(this.database, filter.client),
      { spans: [{ organisation, from, until }] },
      null,
    );
    const tables = rooms.length === 0 ? ['audit_event WHERE FALSE'] : rooms.map(tableOf);
    return `(${tables.map((table) => `SELECT sequence, ${COLUMNS} FROM ${table}`).join(' UNION ALL ')})`;
  }

  /** As the planner of the database reckons. */
  private async estimate(source: string, text: string, values: unknown[]): Promise<number> {
    const asked = `EXPLAIN (FORMAT JSON) SELECT 1 FROM ${source} event WHERE ${text}`;
    const [row] = await this.database.query<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }[]>(asked, values);
    return row?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
  }

  private storedRecord(row: ExportRow): StoredRecord {
    const sequence = Number(row.sequence);
    if (row.leaf === null) throw new Error(`the tree has no leaf for record ${sequence}`);
    const record = recordOf(row);
    const name = this.names.open(record.account, row.sealed_key, record.sealedName);
    return { sequence, leaf: row.leaf, record, name };
  }
}

function conditionsOf({ organisation, from, until, filter }: ExportSelection, { after, upTo }: Stretch): SqlConditions {
  const conditions = new SqlConditions();
  conditions.add('event.organisation =', organisation);
  conditions.add('event.sequence >', after);
  conditions.add('event.sequence <=', upTo);
  conditions.add('event.occurred_at >=', from);
  conditions.add('event.occurred_at <', until);
  conditions.add('event.client =', filter.client);
  conditions.add('event.account =', filter.account);
  conditions.add('event.outcome =', filter.outcome);
  conditions.add('event.kind = ANY', filter.kinds);
  return conditions;
}

const COLUMNS = RECORD_COLUMNS.map(({ column }) => column).join(', ');

/** Of the commit that holds the record: its own 32 bytes. */
const LEAF = `(
  SELECT substring(batch.leaves FROM (page.sequence - batch.first)::int * 32 + 1 FOR 32)
  FROM audit_batch batch WHERE batch.last >= page.sequence ORDER BY batch.last LIMIT 1)`;
