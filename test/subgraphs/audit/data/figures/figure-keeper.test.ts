import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { loadOrganisations } from '../../../../../organisations/policy.js';
import { createLog } from '../../../../../program/log.js';
import type { AuditEvent } from '../../../../../schema/audit-event.js';
import { AUDIT_MIGRATIONS } from '../../../../../subgraphs/audit/data/audit-database.js';
import { CommittingWriter } from '../../../../../subgraphs/audit/data/committing-writer.js';
import { FigureKeeper } from '../../../../../subgraphs/audit/data/figures/figure-keeper.js';
import { RecordMaker } from '../../../../../subgraphs/audit/data/record-maker.js';
import { migrate, openDatabase } from '../../../../../subgraphs/database.js';
import { createTestDatabase, type TestDatabase } from '../../../../support/database.js';
import { anEvent, EMPTY_LOG, SEALING_KEY } from '../../audit-test.js';

const organisations = loadOrganisations('organisations');
const WHOLE_OCTOBER = "unit = 'month' AND start = '2025-10-01'";

describe('the figures beside the log', () => {
  let testDatabase: TestDatabase;
  let database: DataSource;
  let owner: DataSource;
  let now: Date;

  beforeAll(async () => {
    testDatabase = await createTestDatabase('audit');
    await migrate({ ownerUrl: testDatabase.ownerUrl, migrations: AUDIT_MIGRATIONS });
    database = await openDatabase({ url: testDatabase.url, entities: [] });
    owner = await openDatabase({ url: testDatabase.ownerUrl, entities: [], poolSize: 1 });
  });
  beforeEach(async () => {
    now = new Date('2025-10-20T12:00:00Z');
    await owner.query(EMPTY_LOG);
  });
  afterAll(async () => {
    await database.destroy();
    await owner.destroy();
    await testDatabase.drop();
  });

  const keeper = () => new FigureKeeper({ database, organisations, log: createLog('audit', 'silent') });
  const record = (events: AuditEvent[]) =>
    new CommittingWriter(database, new RecordMaker(SEALING_KEY), () => now).record(events);
  const visit = (facts: Partial<AuditEvent> = {}) =>
    anEvent({ kind: 'SIGN_IN', occurredAt: now.toISOString(), account: randomUUID(), role: 'CLIENT', ...facts });
  /** The database, on which something more is recorded before each step of counting. */
  const recordingBefore = (more: () => Promise<void>) =>
    Object.assign(Object.create(database) as DataSource, {
      transaction: async (step: (manager: DataSource['manager']) => Promise<unknown>) => {
        await more();
        return database.transaction(step);
      },
    });
  const figures = (where = 'TRUE') =>
    database.query<object[]>(`SELECT * FROM audit_figure WHERE ${where} ORDER BY 1, 2, 3, 4, 5, 6`);
  const members = async (unit: string) =>
    (await database.query<object[]>('SELECT * FROM audit_figure_member WHERE unit = $1', [unit])).length;

  it('count each record once, by however many copies at once', async () => {
    const copies = [keeper(), keeper(), keeper()];
    const account = randomUUID();
    for (let round = 0; round < 5; round += 1) {
      await record([visit({ account }), visit(), visit({ outcome: 'REFUSED', reason: 'CODE_REFUSED' })]);
      await Promise.all(copies.map((copy) => copy.catchUp()));
    }
    await keeper().catchUp();
    expect(await figures(WHOLE_OCTOBER)).toMatchObject([
      { measure: 'ACCOUNTS', detail: '', acts: '10', accounts: 6 },
      { measure: 'REFUSALS', detail: 'CODE_REFUSED', acts: '5', accounts: 5 },
      { measure: 'SIGN_INS', detail: '', acts: '10', accounts: 6 },
    ]);
    const before = await figures();
    await keeper().catchUp();
    expect(await figures()).toEqual(before);
  });

  it('are not waited for by who reads them while a long log is counted, nor for what comes in meanwhile', async () => {
    await record(Array.from({ length: 3_000 }, () => visit({ account: 'account-1' })));
    const copy = keeper();
    await copy.catchUp();
    expect(await figures()).toEqual([]);
    const counting = copy.rebuild();
    await copy.catchUp();
    await counting;
    expect(await figures(WHOLE_OCTOBER)).toMatchObject([{ acts: '3000' }, { acts: '3000' }]);

    const busy = new FigureKeeper({
      database: recordingBefore(() => record([visit({ account: 'account-1' })])),
      organisations,
      log: createLog('audit', 'silent'),
    });
    await record([visit({ account: 'account-1' })]);
    await busy.catchUp();
    expect(await figures(WHOLE_OCTOBER)).toMatchObject([{ acts: '3002' }, { acts: '3002' }]);
  });

  it('are the same when they are made again from the log, however it was cut into steps', async () => {
    for (const day of [1, 9, 20, 33, 47, 61]) {
      now = new Date(Date.UTC(2025, 9, day, 12));
      const late = new Date(now.getTime() - 3 * 86_400_000).toISOString();
      const account = `account-${day % 3}`;
      await record([visit(), visit({ account }), visit({ account, occurredAt: late })]);
      await record([visit({ kind: 'DOSSIER_READ', categories: ['REPORTS', 'CARE_PLAN'] })]);
      await keeper().catchUp();
    }
    const folded = await figures();
    expect(folded.length).toBeGreaterThan(20);
    await keeper().rebuild();
    expect(await figures()).toEqual(folded);
  });

  it('are made again by the command that an operator runs, with the working role', async () => {
    await record(Array.from({ length: 5 }, () => visit()));
    await owner.query(
      "INSERT INTO audit_figure VALUES ('vivium', 'SIGN_INS', 'day', '2025-10-19', 'CLIENT', '', 7, 7)",
    );
    const env = { DATABASE_URL: testDatabase.url, ORGANISATIONS_DIR: 'organisations' };
    const { stdout } = await promisify(execFile)(process.execPath, ['dist/subgraphs/audit/recount.js'], { env });
    expect(stdout).toBe('Counted.\n');
    expect(await figures("unit = 'day' AND measure = 'SIGN_INS'")).toMatchObject([{ acts: '5', accounts: 5 }]);
  });

  it('count in the log of an organisation we know, by its own days', async () => {
    const midnight = '2025-10-18T22:30:00.000Z'; // the 19th at home
    await record([visit({ occurredAt: midnight }), visit({ organisation: null }), visit({ organisation: 'unknown' })]);
    await keeper().catchUp();
    expect(await figures("unit = 'day' AND measure = 'SIGN_INS'")).toMatchObject([
      { organisation: 'vivium', acts: '1' },
    ]);
    const [{ start } = { start: '' }] = await database.query<{ start: string }[]>(
      "SELECT start::text FROM audit_figure WHERE unit = 'day' AND measure = 'SIGN_INS'",
    );
    expect(start).toBe('2025-10-19');
  });

  it('leave out what comes in more than 31 days late, or before it happened', async () => {
    const days = (count: number) => new Date(now.getTime() - count * 86_400_000).toISOString();
    await record([31, 31.1, 0, -0.9, -1.1].map((count) => visit({ occurredAt: days(count) })));
    await keeper().catchUp();
    const acts = (await figures("unit = 'day' AND measure = 'SIGN_INS'")).length;
    expect(acts).toBe(3);
  });

  it('forget whom they counted once nothing more can come in, and hold no account', async () => {
    const account = randomUUID();
    await record([visit({ account })]);
    await keeper().catchUp();
    expect([await members('day'), await members('week'), await members('month')]).toEqual([2, 2, 2]);
    const rows = await database.query<object[]>('SELECT * FROM audit_figure_member');
    expect(JSON.stringify(rows)).not.toContain(account);
    now = new Date('2025-12-04T12:00:00Z');
    await record([anEvent({ kind: 'LOGGING_STARTED', occurredAt: now.toISOString() })]);
    await keeper().catchUp();
    expect([await members('day'), await members('week'), await members('month')]).toEqual([0, 0, 2]);
    now = new Date('2026-01-01T12:00:00Z');
    await record([anEvent({ kind: 'LOGGING_STARTED', occurredAt: now.toISOString() })]);
    await keeper().catchUp();
    expect(await members('month')).toBe(0);
    expect(await figures(WHOLE_OCTOBER)).toHaveLength(2);
  });

  it('are counted in smaller steps by a database that is too busy, and in larger ones after that', async () => {
    await record(Array.from({ length: 5 }, () => visit()));
    const sizes: unknown[] = [];
    const busy = Object.assign(Object.create(database) as DataSource, {
      transaction: (step: (manager: DataSource['manager']) => Promise<unknown>) =>
        database.transaction((manager) => {
          const query = async <T>(text: string, values?: unknown[]): Promise<T> => {
            if (text.includes('FROM audit_batch')) sizes.push(values?.[1]);
            if (text.startsWith('WITH record') && sizes.length < 3)
              await manager.query('SET LOCAL statement_timeout = 1');
            if (text.startsWith('WITH record') && sizes.length < 3) await manager.query('SELECT pg_sleep(1)');
            return manager.query<T>(text, values);
          };
          return step(Object.assign(Object.create(manager) as DataSource['manager'], { query }));
        }),
    });
    const patient = new FigureKeeper({ database: busy, organisations, log: createLog('audit', 'silent') });
    await patient.catchUp();
    expect(await figures("unit = 'day' AND measure = 'SIGN_INS'")).toMatchObject([{ acts: '5' }]);
    await record([visit()]);
    await patient.catchUp();
    expect(sizes).toEqual([4_096, 2_048, 1_024, 2_048]);
  });
});
