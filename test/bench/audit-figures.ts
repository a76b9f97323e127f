/** How fast a year of figures is read, beside counting the same in the log. */
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { PROJECT_FOLDER } from '../../demo/project-folder.js';
import { loadOrganisations, type Organisations } from '../../organisations/policy.js';
import { createLog } from '../../program/log.js';
import type { FigureKind, IntervalUnit } from '../../schema/figures.js';
import { AUDIT_MIGRATIONS } from '../../subgraphs/audit/data/audit-database.js';
import { FigureKeeper } from '../../subgraphs/audit/data/figures/figure-keeper.js';
import { SqlFigureCounts } from '../../subgraphs/audit/data/figures/sql-figure-counts.js';
import { readFigures } from '../../subgraphs/audit/domain/figures/read-figures.js';
import { Rounding } from '../../subgraphs/audit/domain/figures/rounding.js';
import type { Occasion } from '../../subgraphs/audit/domain/staff-scope.js';
import { migrate, openDatabase } from '../../subgraphs/database.js';
import { asOwner, NOT_DURABLE, onDatabase } from './bench-database.js';
import { inMs, percentile, timeOf, timesOf } from './measuring.js';
import type { Benchmark, Report } from './report.js';
import { ACCOUNTS, LARGE, writeYear, YEAR } from './year-of-use.js';

const SMALL = 24;
const TIMES = 40;
const TIMES_IN_LOG = 3;
const GOAL_MS = 100;

export const auditFigures: Benchmark = {
  name: 'audit-figures',
  about: 'a year of figures, beside counting them in the log',
  run: ({ adminUrl, records }) =>
    onDatabase('audit', { adminUrl, settings: NOT_DURABLE }, async (database) => {
      await migrate({ ownerUrl: database.ownerUrl, migrations: AUDIT_MIGRATIONS });
      const organisations = manyOrganisations();
      await asOwner(database, (client) => writeYear(client, [...organisations.keys()], records));
      const opened = await openDatabase({ url: database.url, entities: [] });
      try {
        return await report(opened, organisations, records);
      } finally {
        await opened.destroy();
      }
    }),
};

/** The large one, and as many small ones as make hundreds of rooms. */
function manyOrganisations(): Organisations {
  const large = loadOrganisations(join(PROJECT_FOLDER, 'organisations')).get(LARGE);
  if (large === undefined) throw new Error(`there is no policy of ${LARGE}`);
  const small = Array.from({ length: SMALL }, (_, index) => ({ ...large, id: `small-${index}` }));
  return new Map([large, ...small].map((policy) => [policy.id, policy]));
}

async function report(database: DataSource, organisations: Organisations, records: number): Promise<Report> {
  const keeper = new FigureKeeper({ database, organisations, log: createLog('audit', 'warn') });
  const folding = await timeOf(() => keeper.rebuild());
  const counts = new SqlFigureCounts(database, keeper);
  const rounding = new Rounding(Buffer.alloc(32, 1));
  const rows: string[][] = [];
  for (const [of, inLog] of Object.entries(IN_LOG) as [FigureKind, string][]) {
    for (const unit of ['month', 'week', 'day'] satisfies IntervalUnit[]) {
      const criteria = { of, period: WHOLE_YEAR, unit, organisation: LARGE };
      const read = () => readFigures({ counts, organisations, rounding }, reporter(), criteria);
      const { figures } = await read();
      const times = await timesOf(TIMES, read);
      const counted = await timesOf(TIMES_IN_LOG, () => countInLog(database, inLog, unit));
      const ratio = percentile(counted, 0.5) / percentile(times, 0.5);
      rows.push([
        `${of} by ${unit}`,
        String(figures.length),
        inMs(percentile(times, 0.5)),
        inMs(percentile(times, 0.95)),
        inMs(percentile(counted, 0.5)),
        `${ratio.toFixed(0)} ×`,
      ]);
    }
  }
  const rate = Math.round(records / (folding / 1000));
  return {
    title: 'Audit log: a year of figures',
    notes: [
      `${records} records of ${YEAR} (half of them of one organisation of ${ACCOUNTS} accounts) in ${(SMALL + 1) * 13} rooms; goal: under ${GOAL_MS} ms`,
      `counting all of it in steps, once: ${(folding / 1000).toFixed(1)} s, ${rate} records a second`,
    ],
    columns: ['figures', 'lines', 'p50 ms', 'p95 ms', 'in the log ms', 'ratio'],
    rows,
  };
}

const WHOLE_YEAR = { start: new Date(Date.UTC(YEAR, 0, 1)), end: new Date(Date.UTC(YEAR, 11, 31)) };

function reporter(): Occasion & { now: Date } {
  const staff = [{ organisation: LARGE, role: 'REPORTER' as const }];
  const facts = { session: 's', account: 'a', name: 'r', authentication: 'SIGNED_ASSERTION' as const };
  return {
    caller: {
      facts: { ...facts, relations: [], staff },
      address: '192.0.2.1',
      language: 'nl',
      purpose: 'HSYSADMIN',
      trace: '0'.repeat(32),
    },
    ledger: { add: () => undefined },
    now: new Date(Date.UTC(YEAR + 1, 5, 1)),
  };
}

/** With as long as it takes. */
async function countInLog(database: DataSource, detail: string, unit: IntervalUnit): Promise<void> {
  await database.transaction(async (manager) => {
    await manager.query('SET LOCAL statement_timeout = 0');
    await manager.query(
      `SELECT date_trunc($1, occurred_at AT TIME ZONE 'Europe/Amsterdam') AS start, role, ${detail}
       AND organisation = $2 AND occurred_at >= $3 AND occurred_at < $4 GROUP BY 1, 2, 3`,
      [unit, LARGE, new Date(Date.UTC(YEAR, 0, 1)), new Date(Date.UTC(YEAR + 1, 0, 1))],
    );
  });
}

const NUMBERS = 'count(*), count(DISTINCT account) FROM audit_event';
const IN_LOG: Readonly<Record<FigureKind, string>> = {
  SIGN_INS: `'' AS detail, ${NUMBERS} WHERE kind = 'SIGN_IN' AND outcome = 'OK'`,
  ACCOUNTS: `'' AS detail, ${NUMBERS} WHERE kind IN ('SIGN_IN', 'DOSSIER_READ') AND outcome = 'OK'`,
  SECTIONS: `section, ${NUMBERS} CROSS JOIN unnest(categories) AS section WHERE kind = 'DOSSIER_READ' AND outcome = 'OK'`,
  REFUSALS: `reason, ${NUMBERS} WHERE outcome = 'REFUSED'`,
};
