/** Sections of a dossier over SQL, in an ECD of ten thousand clients and in one of a hundred times as many. */
import type { DataSource, Logger } from 'typeorm';
import { REPORT_TYPES } from '../../schema/report-type.js';
import { connectToEcd } from '../../subgraphs/dossier/data/sql/sql-connection.js';
import { SqlEcd } from '../../subgraphs/dossier/data/sql/sql-ecd.js';
import type { ClientRecord, ReportQuery } from '../../subgraphs/dossier/domain/ecd.js';
import { asOwner, NOT_DURABLE, onDatabase } from './bench-database.js';
import { growTo, openEcd, ORGANISATION } from './many-clients.js';
import { inMs, percentile, timesOf } from './measuring.js';
import type { Benchmark } from './report.js';

const TIMES = 400;
const PATIENCE_MS = 60_000;
const SMALLEST = 10_000;

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
  run: ({ adminUrl, clients }) =>
    onDatabase('ecd', { adminUrl, settings: NOT_DURABLE }, async (database) => {
      const sizes = [SMALLEST, SMALLEST * 10, SMALLEST * 100].filter((size) => size <= Math.max(clients, SMALLEST));
      const found: Map<string, Measured>[] = [];
      await asOwner(database, openEcd);
      for (const [index, size] of sizes.entries()) {
        await asOwner(database, (owner) => growTo(owner, sizes[index - 1] ?? 0, size));
        found.push(await measured(database.url, size));
      }
      return {
        title: 'Reading a dossier over SQL',
        notes: [
          `${TIMES} reads of clients spread over the ECD, each client once, one after the other, after a turn over others.`,
          'The last column is the median in the largest beside that in the smallest.',
        ],
        columns: ['', 'statements', ...sizes.flatMap((size) => [`${size} clients p50 ms`, 'p99 ms']), '×'],
        rows: Object.keys(SECTIONS).map((section) => rowOf(section, found)),
      };
    }),
};

interface Measured {
  times: number[];
  statements: number;
}

async function measured(url: string, clients: number): Promise<Map<string, Measured>> {
  const database = await connectToEcd(url, PATIENCE_MS);
  try {
    const found = new Map<string, Measured>();
    for (const [section, read] of Object.entries(SECTIONS)) {
      let turn = 0;
      const next = (): Promise<unknown> => {
        turn += 1;
        return read(new SqlEcd(database, ORGANISATION).recordOf(String(1 + ((turn * 7_919) % clients))));
      };
      for (let warm = 0; warm < TIMES; warm += 1) await next();
      const statements = await statementsOf(database, next);
      found.set(section, { times: await timesOf(TIMES, next), statements });
    }
    return found;
  } finally {
    await database.destroy();
  }
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

function rowOf(section: string, found: readonly Map<string, Measured>[]): string[] {
  const of = found.map((each) => each.get(section));
  const medians = of.map((each) => percentile(each?.times ?? [], 0.5));
  const statements = [...new Set(of.map((each) => each?.statements))].join(' / ');
  return [
    section,
    statements,
    ...of.flatMap((each, index) => [inMs(medians[index] ?? 0), inMs(percentile(each?.times ?? [], 0.99))]),
    ((medians.at(-1) ?? 0) / (medians[0] ?? 1)).toFixed(2),
  ];
}
