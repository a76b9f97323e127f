/** Sections of a dossier over SQL, in an ECD of ten thousand clients and in one of a hundred times as many. */
import type { DataSource, Logger } from 'typeorm';
import { createDatabase, dropDatabase } from '../../demo/databases.js';
import { REPORT_TYPES } from '../../schema/report-type.js';
import { connectToEcd } from '../../subgraphs/dossier/data/sql/sql-connection.js';
import { SqlEcd } from '../../subgraphs/dossier/data/sql/sql-ecd.js';
import type { ClientRecord, ReportQuery } from '../../subgraphs/dossier/domain/ecd.js';
import { asOwner, NOT_DURABLE, onServer } from './bench-database.js';
import { growTo, ORGANISATION } from './many-clients.js';
import { inMs, percentile, timeOf } from './measuring.js';
import type { Benchmark, Report } from './report.js';

const TIMES = 400;
const PATIENCE_MS = 60_000;
const SMALLEST = 10_000;
/** A prime, so that clients next to each other in turn are far apart in the ECD. */
const STEP = 7_919;

const period = { start: null, end: null };
const page = { first: 20, after: null };
const types = [...REPORT_TYPES];
const reportsWith = (text: string | null): ReportQuery => ({
  ...page,
  period,
  types,
  openTypes: types,
  carePlanOpen: true,
  text,
});
const SECTIONS: Readonly<Record<string, (record: ClientRecord) => Promise<unknown>>> = {
  person: (record) => record.person(),
  'care team': (record) => record.careTeam(),
  contacts: (record) => record.relatedPersons(),
  'reports, a page of 20': (record) => record.reports(reportsWith(null)),
  'reports with a word': (record) => record.reports(reportsWith('rustig')),
  'care plan': (record) => record.carePlan(),
  'appointments, a page of 20': (record) => record.appointments({ ...page, period }),
};

export const dossierReads: Benchmark = {
  name: 'dossier-reads',
  about: 'sections of a dossier over SQL, by the number of clients in the ECD (--clients)',
  run: ({ adminUrl, clients, folder }) =>
    onServer({ adminUrl, settings: NOT_DURABLE, folder }, async (at, stays) => {
      const sizes = [SMALLEST, SMALLEST * 10, SMALLEST * 100].filter((size) => size <= Math.max(clients, SMALLEST));
      const urls: string[] = [];
      try {
        for (const size of sizes) {
          const database = await createDatabase(at, 'ecd', nameOf(size));
          await asOwner(database, (owner) => growTo(owner, size));
          urls.push(database.url);
        }
        return reportOf(sizes, await measured(sizes, urls));
      } finally {
        if (!stays) for (const size of sizes) await dropDatabase(at, nameOf(size));
      }
    }),
};

function nameOf(clients: number): string {
  return `bench_ecd_${clients}`;
}

/** Of one size. */
interface Measured {
  times: number[];
  statements: number;
}

type BySection = Map<string, Measured[]>;

async function measured(sizes: readonly number[], urls: readonly string[]): Promise<BySection> {
  const databases = await Promise.all(urls.map((url) => connectToEcd(url, PATIENCE_MS)));
  try {
    const found: BySection = new Map();
    for (const [section, read] of Object.entries(SECTIONS)) {
      const readers = databases.map((database, index) => readerOf(database, sizes[index] ?? 0, read));
      await inTurns(readers);
      const statements: number[] = [];
      for (const [index, database] of databases.entries()) {
        statements.push(await statementsOf(database, readers[index] ?? (() => Promise.resolve())));
      }
      const times = await inTurns(readers);
      found.set(
        section,
        times.map((each, index) => ({ times: each, statements: statements[index] ?? 0 })),
      );
    }
    return found;
  } finally {
    await Promise.all(databases.map((database) => database.destroy()));
  }
}

type Read = () => Promise<unknown>;

/** Reads another client each time, all over the ECD. */
function readerOf(database: DataSource, clients: number, read: (record: ClientRecord) => Promise<unknown>): Read {
  let turn = 0;
  return () => {
    turn += 1;
    return read(new SqlEcd(database, ORGANISATION).recordOf(String(1 + ((turn * STEP) % clients))));
  };
}

/** One read of each in turn, so that what disturbs the machine disturbs all alike; the times of each, sorted. */
async function inTurns(readers: readonly Read[]): Promise<number[][]> {
  const times = readers.map((): number[] => []);
  for (let turn = 0; turn < TIMES; turn += 1) {
    for (const [index, read] of readers.entries()) times[index]?.push(await timeOf(read));
  }
  return times.map((each) => each.sort((one, other) => one - other));
}

async function statementsOf(database: DataSource, read: () => Promise<unknown>): Promise<number> {
  let statements = 0;
  const nothing = (): undefined => undefined;
  const logger: Logger = {
    logQuery: () => void (statements += 1),
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
  const { logging, logger: usual } = database.options;
  database.setOptions({ logging: ['query'], logger });
  await read();
  database.setOptions({ logging, logger: usual });
  return statements;
}

function reportOf(sizes: readonly number[], found: BySection): Report {
  return {
    title: 'Reading a dossier over SQL',
    notes: [
      `${TIMES} reads of clients spread over the ECD, each client once, one of each size in turn, after a turn over others.`,
      'The last column is the median in the largest beside that in the smallest.',
    ],
    columns: ['', 'statements', ...sizes.flatMap((size) => [`${size} clients p50 ms`, 'p99 ms']), '×'],
    rows: [...found].map(([section, bySize]) => rowOf(section, bySize)),
  };
}

function rowOf(section: string, bySize: readonly Measured[]): string[] {
  const medians = bySize.map(({ times }) => percentile(times, 0.5));
  return [
    section,
    [...new Set(bySize.map(({ statements }) => statements))].join(' / '),
    ...bySize.flatMap(({ times }, index) => [inMs(medians[index] ?? 0), inMs(percentile(times, 0.99))]),
    ((medians.at(-1) ?? 0) / (medians[0] ?? 1)).toFixed(2),
  ];
}
