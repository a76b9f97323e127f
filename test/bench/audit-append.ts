/**
 * How fast the log takes records: the writer and its commits, tree and sealed names included, beside a plain insert of a
 * row in a transaction of its own, with the same columns and indexes and nothing of the rest. The server syncs its disk.
 */
import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Database } from '../../demo/databases.js';
import { openAuditDatabase } from '../../subgraphs/audit/data/audit-database.js';
import { CommittingWriter } from '../../subgraphs/audit/data/committing-writer.js';
import { RECORD_COLUMNS } from '../../subgraphs/audit/data/record-columns.js';
import { RecordMaker } from '../../subgraphs/audit/data/record-maker.js';
import { stagesOf } from './append-stages.js';
import { anAuditEvent } from './audit-crowd.js';
import { asOwner, onDatabase } from './bench-database.js';
import { crowdTimes, inMs, percentile } from './measuring.js';
import type { Benchmark } from './report.js';

const CALLERS = 256;
const WARM_SECONDS = 3;

interface Measured {
  records: number;
  seconds: number;
  times: number[];
  commits: number;
  /** Of this process: callers, writer and driver. In microseconds. */
  cpu: number;
}

interface Found {
  rows: string[][];
  stages: string;
}

export const auditAppend: Benchmark = {
  name: 'audit-append',
  about: 'records a second into the audit log, beside a plain insert a transaction',
  run: ({ adminUrl, seconds }) =>
    onDatabase('audit', { adminUrl }, async (database) => {
      const { rows, stages } = await measureAll(database, seconds);
      return {
        title: 'Audit log: appending',
        notes: [
          `Each caller appends one record and waits for its commit, ${seconds} s long; one Node process, pool of 10.`,
          'Goals: 20,000 records/s and p99 ≤ 25 ms at 256 callers; one record ≤ 5 ms.',
          stages,
        ],
        columns: ['way', 'callers', 'records/s', 'p50 ms', 'p99 ms', 'records a commit', 'Node µs a record', '× plain'],
        rows,
      };
    }),
};

async function measureAll(database: Database, seconds: number): Promise<Found> {
  const source = await openAuditDatabase(database.url, database.ownerUrl);
  try {
    await asOwner(database, (owner) => owner.query(PLAIN_TABLE));
    const maker = new RecordMaker(randomBytes(32));
    const writer = new CommittingWriter(source, maker, () => new Date());
    const log = (): Promise<void> => writer.record([anAuditEvent()]);
    const plain = (): Promise<unknown> => insertPlain(source);
    await crowdTimes(CALLERS, WARM_SECONDS, log);
    await crowdTimes(CALLERS, WARM_SECONDS, plain);
    const rows: string[][] = [];
    for (const callers of [CALLERS, 1]) {
      const beside = await measure(source, callers, seconds, plain);
      rows.push(rowOf('plain insert', callers, beside, beside));
      rows.push(rowOf('audit log', callers, await measure(source, callers, seconds, log), beside));
    }
    return { rows, stages: await stagesOf(source, maker) };
  } finally {
    await source.destroy();
  }
}

async function measure(
  source: DataSource,
  callers: number,
  seconds: number,
  work: () => Promise<unknown>,
): Promise<Measured> {
  const before = await batchesIn(source);
  const start = performance.now();
  const cpuBefore = process.cpuUsage();
  const times = await crowdTimes(callers, seconds, work);
  const took = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const batches = (await batchesIn(source)) - before;
  const commits = batches === 0 ? times.length : batches;
  return { records: times.length, seconds: took, times, commits, cpu: user + system };
}

async function batchesIn(source: DataSource): Promise<number> {
  const [row] = await source.query<{ batches: number }[]>('SELECT count(*)::int AS batches FROM audit_batch');
  return row?.batches ?? 0;
}

function rowOf(way: string, callers: number, measured: Measured, beside: Measured): string[] {
  const { times, records, commits, cpu } = measured;
  return [
    way,
    String(callers),
    rateOf(measured).toFixed(0),
    inMs(percentile(times, 0.5)),
    inMs(percentile(times, 0.99)),
    (records / commits).toFixed(1),
    (cpu / records).toFixed(0),
    (rateOf(measured) / rateOf(beside)).toFixed(1),
  ];
}

function rateOf({ records, seconds }: Measured): number {
  return records / seconds;
}

async function insertPlain(source: DataSource): Promise<unknown> {
  const event = anAuditEvent();
  const record = { ...event, recordedAt: event.occurredAt, pseudonym: null, sealedName: null, salt: '' };
  return source.query(
    INSERT_PLAIN,
    RECORD_COLUMNS.map(({ of, type }) => (type === 'json' ? JSON.stringify(record[of]) : record[of])),
  );
}

const PLAIN_TABLE = `
  CREATE TABLE plain (LIKE audit_event INCLUDING ALL);
  ALTER TABLE plain ALTER sequence ADD GENERATED ALWAYS AS IDENTITY;
  GRANT INSERT ON plain TO inzage_audit`;

const columns = RECORD_COLUMNS.map(({ column }) => column).join(', ');
const places = RECORD_COLUMNS.map((_, index) => `$${index + 1}`).join(', ');
const INSERT_PLAIN = `INSERT INTO plain (${columns}) VALUES (${places})`;
