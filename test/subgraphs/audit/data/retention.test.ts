import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { loadOrganisations } from '../../../../organisations/policy.js';
import { createLog } from '../../../../program/log.js';
import { AUDIT_MIGRATIONS } from '../../../../subgraphs/audit/data/audit-database.js';
import { CommittingWriter } from '../../../../subgraphs/audit/data/committing-writer.js';
import { FolderPlace } from '../../../../subgraphs/audit/data/places/folder-place.js';
import { RecordMaker } from '../../../../subgraphs/audit/data/record-maker.js';
import { SqlKeptRooms } from '../../../../subgraphs/audit/data/retention/sql-kept-rooms.js';
import { SqlLogSnapshot } from '../../../../subgraphs/audit/data/verify/sql-log-snapshot.js';
import { applyRetention } from '../../../../subgraphs/audit/domain/retention/apply-retention.js';
import { shortestKeptSince } from '../../../../subgraphs/audit/domain/retention/retention.js';
import type { FilledRoom } from '../../../../subgraphs/audit/domain/retention/room.js';
import { NoteSigner } from '../../../../subgraphs/audit/domain/tree/signed-note.js';
import { verifyLog } from '../../../../subgraphs/audit/domain/verify/verify-log.js';
import { openSigning } from '../../../../subgraphs/audit/data/checkpoints/open-signing.js';
import { migrate, openDatabase } from '../../../../subgraphs/database.js';
import { anEvent, SEALING_KEY } from '../audit-test.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';

const ORIGIN = 'log.inzage.example';

const newKey = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });

describe('a log of which the oldest was kept long enough', () => {
  const key = newKey();
  const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
  const organisations = loadOrganisations('organisations');
  const NOW = new Date('2025-11-21T12:00:00.000Z');
  let testDatabase: TestDatabase;
  let database: DataSource;
  let owner: DataSource;
  let rooms: SqlKeptRooms;
  let clock: Date;
  let writer: CommittingWriter;

  const sql = (text: string) => owner.query<Record<string, unknown>[]>(text);
  const apply = (dry = false) => applyRetention({ rooms, trail: writer, organisations, now: NOW }, dry);
  const monthsOf = (some: readonly FilledRoom[]) =>
    some.map(({ month, organisation, records }) => [month, organisation, records]);

  beforeAll(async () => {
    testDatabase = await createTestDatabase('audit');
    await migrate({ ownerUrl: testDatabase.ownerUrl, migrations: AUDIT_MIGRATIONS });
    database = await openDatabase({ url: testDatabase.url, entities: [] });
    owner = await openDatabase({ url: testDatabase.ownerUrl, entities: [], poolSize: 1 });
    rooms = await SqlKeptRooms.open(testDatabase.ownerUrl);
    writer = new CommittingWriter(database, new RecordMaker(SEALING_KEY), () => clock);
    const parts = { clock: () => clock, log: createLog('audit', 'silent') };
    const { signer } = await openSigning(database, { origin: ORIGIN, key, places: { folder }, witnesses: [] }, parts);
    const happened = async (organisation: string | null, account: string, occurredAt: string) =>
      writer.record([anEvent({ organisation, account, accountName: 'Els Bos', occurredAt })]);

    clock = new Date('2020-10-31T23:00:00.000Z');
    await happened('vivium', 'gone', '2020-10-03T10:00:00.000Z');
    await happened('vivium', 'stays', '2020-10-03T10:00:00.000Z');
    await happened('rozelaar', 'gone', '2020-10-04T10:00:00.000Z');
    await signer.run();
    clock = new Date('2021-01-04T10:00:00.000Z');
    await happened('rozelaar', 'stays', '2020-10-05T10:00:00.000Z'); // late: out of an outbox
    await happened('vivium', 'stays', '2020-12-05T10:00:00.000Z');
    await signer.run();
    clock = NOW;
    await happened(null, 'stays', NOW.toISOString());
    await sql("INSERT INTO audit_forgotten VALUES ('long ago', '2020-01-01'), ('just now', '2025-11-01')");
  });
  afterAll(async () => {
    await Promise.all([database.destroy(), owner.destroy(), rooms.close()]);
    await testDatabase.drop();
    rmSync(folder, { recursive: true });
  });

  it('says what would go: months past the retention of which all was signed for before it (NEN 7513)', async () => {
    expect(monthsOf(await apply(true))).toEqual([['2020-10', 'vivium', 2]]);
    expect(await sql('SELECT count(*)::int AS records FROM audit_event')).toEqual([{ records: 6 }]);
  });

  it('is said by the command that an operator runs, which needs the owner and drops nothing on a dry run', async () => {
    const retain = (environment: Record<string, string>) =>
      promisify(execFile)(process.execPath, ['dist/subgraphs/audit/retain.js', '--dry-run'], { env: environment });
    const environment = {
      ...{ DATABASE_URL: testDatabase.url, OWNER_DATABASE_URL: testDatabase.ownerUrl },
      ...{ SEALING_KEY: SEALING_KEY.toString('base64'), ORGANISATIONS_DIR: 'organisations' },
    };
    const { stdout } = await retain(environment);
    expect(stdout).toMatch(/^Would be dropped:\n2020-10 {2}(rozelaar|vivium) {2}2 records\n/);
    const without = retain({ ...environment, OWNER_DATABASE_URL: '' });
    await expect(without).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('OWNER_DATABASE_URL') });
    expect(await sql('SELECT count(*)::int AS records FROM audit_event')).toEqual([{ records: 6 }]);
  });

  it('drops them, with the keys of names that are nowhere any more, and puts that on the log', async () => {
    expect(monthsOf(await apply())).toEqual([['2020-10', 'vivium', 2]]);
    const [record] = await sql("SELECT * FROM audit_event WHERE kind = 'RETENTION_APPLIED'");
    expect(record).toMatchObject({
      sequence: '7',
      organisation: 'vivium',
      search: { month: '2020-10-01', records: 2, first: 1, last: 2 },
    });
    expect(await sql('SELECT account FROM audit_person ORDER BY account')).toEqual([
      { account: 'gone' }, // still in the other organisation's records
      { account: 'stays' },
    ]);
    expect(await sql('SELECT account FROM audit_forgotten')).toEqual([{ account: 'just now' }]);
  });

  it('does nothing more when it is run again', async () => {
    expect(await apply()).toEqual([]);
    expect(await sql('SELECT count(*)::int AS records FROM audit_event')).toEqual([{ records: 5 }]);
  });

  it('leaves all roots to be proven: what went is not missed, and what goes before its time is', async () => {
    const verify = async () => {
      const snapshot = await SqlLogSnapshot.open(testDatabase.url);
      const task = {
        places: [new FolderPlace(folder)],
        snapshot: async () => snapshot,
        trust: { origin: ORIGIN, logKeys: [new NoteSigner(ORIGIN, key).verifierKey], witnessKeys: [] },
        keptSince: shortestKeptSince(organisations, NOW),
        now: NOW,
      };
      return verifyLog(task).finally(() => snapshot.close());
    };
    expect(await verify()).toMatchObject({ findings: [], noLongerKept: 2, records: 5, signed: { size: 5 } });
    await sql('DELETE FROM audit_event WHERE sequence = 3'); // old enough, and not dropped by retention
    expect((await verify()).findings).toMatchObject([{ what: 'REMOVED', sequence: 3 }]);
    await sql('DELETE FROM audit_event WHERE sequence = 5');
    expect((await verify()).findings).toMatchObject([
      { what: 'REMOVED', sequence: 3 },
      { what: 'REMOVED', sequence: 5 },
    ]);
  });

  it('makes the room again for a record that comes later still', async () => {
    await writer.record([anEvent({ organisation: 'vivium', occurredAt: '2020-10-06T10:00:00.000Z' })]);
    expect(await sql("SELECT sequence FROM audit_event WHERE occurred_at = '2020-10-06T10:00:00.000Z'")).toEqual([
      { sequence: '8' },
    ]);
  });
});
