/** How fast the log is read when it is years long: what a client and a log manager ask for, through the code that answers. */
import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Database } from '../../demo/databases.js';
import type { Keyset } from '../../subgraphs/connection.js';
import { openAuditDatabase } from '../../subgraphs/audit/data/audit-database.js';
import { PersonNames } from '../../subgraphs/audit/data/person-names.js';
import { SqlAuditLog } from '../../subgraphs/audit/data/sql-audit-log.js';
import type { Selection } from '../../subgraphs/audit/domain/audit-log.js';
import { A_CLIENT, AN_ACCOUNT, LATEST, MONTHS, writeYears } from './audit-years.js';
import { asOwner, NOT_DURABLE, onDatabase } from './bench-database.js';
import { inMs, percentile, timeOf, timesOf } from './measuring.js';
import type { Benchmark } from './report.js';

/** For writing much at once; to what is measured they make no difference. */
const SETTINGS = {
  ...NOT_DURABLE,
  ...{
    max_wal_size: '4GB',
    maintenance_work_mem: '512MB',
    wal_level: 'minimal',
    max_wal_senders: '0',
    autovacuum: 'off',
  },
};
const TURNS = 30;
const PAGE = 50;

interface Reading {
  what: string;
  selection: Selection;
  after?: Keyset;
}

export const auditReads: Benchmark = {
  name: 'audit-reads',
  about: 'pages of an audit log of five years, by what a client and a log manager ask for',
  run: ({ adminUrl, records, folder }) =>
    onDatabase('audit', { adminUrl, settings: SETTINGS, folder }, async (database) => {
      const source = await openAuditDatabase(database.url, database.ownerUrl);
      try {
        await asOwner(database, (owner) => writeYears(owner, records));
        return {
          title: 'Audit log: reading',
          notes: [
            `${records} records of five organisations in ${MONTHS} months; pages of ${PAGE}; ${TURNS} turns each.`,
            'Goal: each under 50 ms at 20,000,000 records.',
          ],
          columns: ['page', 'records', 'p50 ms', 'p95 ms', 'longest ms', 'new connection ms'],
          rows: await rowsOf(source, database),
        };
      } finally {
        await source.destroy();
      }
    }),
};

async function rowsOf(source: DataSource, database: Database): Promise<string[][]> {
  const log = logIn(source);
  const rows: string[][] = [];
  for (const { what, selection, after = null } of await readingsOf(database)) {
    const page = { first: PAGE, after };
    const fresh = await timeOfFirst(database, (log) => log.find(selection, page));
    const read = () => log.find(selection, page);
    const found = (await read()).length;
    const times = await timesOf(TURNS, read);
    const figures = [percentile(times, 0.5), percentile(times, 0.95), times.at(-1) ?? 0, fresh];
    rows.push([what, String(Math.min(found, PAGE)), ...figures.map(inMs)]);
  }
  return rows;
}

function logIn(source: DataSource): SqlAuditLog {
  return new SqlAuditLog(source, new PersonNames(randomBytes(32)));
}

/** Of a connection that knows nothing of the rooms yet. */
async function timeOfFirst({ url }: Database, read: (log: SqlAuditLog) => Promise<unknown>): Promise<number> {
  const source = await openAuditDatabase(url, undefined);
  try {
    await source.query('SELECT 1');
    return await timeOf(() => read(logIn(source)));
  } finally {
    await source.destroy();
  }
}

async function readingsOf(database: Database): Promise<Reading[]> {
  const { client, account, trace, session } = (await asOwner(database, async (owner) => {
    const some = `SELECT ${A_CLIENT} AS client, ${AN_ACCOUNT} AS account, trace, session FROM audit_event WHERE organisation = 'vivium' LIMIT 1`;
    return (await owner.query<Record<'client' | 'account' | 'trace' | 'session', string>>(some)).rows[0] as never;
  })) as Record<'client' | 'account' | 'trace' | 'session', string>;
  const everywhere = { spans: [{ organisation: null, from: null, until: null }] };
  const vivium = { spans: [{ organisation: 'vivium', from: null, until: null }] };
  const deep = { time: `${Number(LATEST.slice(0, 4)) - 4}-03-15T12:00:00.000Z`, id: '1' };
  const month = { organisation: 'vivium', from: new Date('2023-04-01'), until: new Date('2023-05-01') };
  return [
    { what: 'client: first page', selection: { ...everywhere, client } },
    { what: 'client: a page of years ago', selection: { ...everywhere, client }, after: deep },
    { what: 'client: nobody looked', selection: { ...everywhere, client: 'nobody' } },
    { what: 'organisation: first page', selection: vivium },
    { what: 'organisation: a page of years ago', selection: vivium, after: deep },
    { what: 'organisation: a month', selection: { spans: [month] } },
    { what: 'two organisations', selection: { spans: [...vivium.spans, { ...month, organisation: 'rozelaar' }] } },
    { what: 'account', selection: { ...vivium, account } },
    { what: 'account that did nothing', selection: { ...vivium, account: 'nobody' } },
    { what: 'client, at an organisation', selection: { ...vivium, client } },
    { what: 'kind: common', selection: { ...vivium, kinds: ['DOSSIER_READ'] } },
    { what: 'kind: rare (one in 10,000)', selection: { ...vivium, kinds: ['ACCOUNT_CHANGED'] } },
    { what: 'kind: several', selection: { ...vivium, kinds: ['ACCOUNT_CHANGED', 'LOG_READ', 'SIGN_OUT'] } },
    { what: 'kind: never', selection: { ...vivium, kinds: ['COMPROMISE_REPORTED'] } },
    { what: 'outcome: refused', selection: { ...vivium, outcome: 'REFUSED' } },
    { what: 'outcome: error (never)', selection: { ...vivium, outcome: 'ERROR' } },
    { what: 'reason', selection: { ...vivium, reasons: ['ACCESS_REFUSED'] } },
    { what: 'role: clients', selection: { ...vivium, roles: ['CLIENT'] } },
    { what: 'role: log managers', selection: { ...vivium, roles: ['AUDITOR'] } },
    { what: 'role: never', selection: { ...vivium, roles: ['MEDIATOR'] } },
    { what: 'session', selection: { ...vivium, session } },
    { what: 'trace', selection: { ...vivium, trace } },
    { what: 'category: common', selection: { ...vivium, categories: ['REPORTS'] } },
  ];
}
