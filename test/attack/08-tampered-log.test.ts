/** Attack 8: a superuser of the database changes the log, and everything in the database that says how it was. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createLog } from '../../program/log.js';
import { AUDIT_MIGRATIONS } from '../../subgraphs/audit/data/audit-database.js';
import { CommittingWriter } from '../../subgraphs/audit/data/committing-writer.js';
import { FolderPlace } from '../../subgraphs/audit/data/places/folder-place.js';
import { RecordMaker } from '../../subgraphs/audit/data/record-maker.js';
import { SqlLogSnapshot } from '../../subgraphs/audit/data/verify/sql-log-snapshot.js';
import { checkpointText } from '../../subgraphs/audit/domain/tree/checkpoint.js';
import { Frontier } from '../../subgraphs/audit/domain/tree/frontier.js';
import { NoteSigner } from '../../subgraphs/audit/domain/tree/signed-note.js';
import { verifyLog } from '../../subgraphs/audit/domain/verify/verify-log.js';
import { openSigning } from '../../subgraphs/audit/data/checkpoints/open-signing.js';
import { migrate, openDatabase } from '../../subgraphs/database.js';
import { anEvent, SEALING_KEY } from '../subgraphs/audit/audit-test.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const ORIGIN = 'log.inzage.example';
/** Later than the checkpoints by more than a place may be behind. */
const LATER_MS = 3_600_000;
const TABLES = ['audit_batch', 'audit_node', 'audit_checkpoint', 'audit_client_room'];

const newKey = () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });

describe('a log that a superuser laid hands on', () => {
  const key = newKey();
  const logKeys = [new NoteSigner(ORIGIN, key).verifierKey];
  const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
  let testDatabase: TestDatabase;
  let database: DataSource;
  let owner: DataSource;

  const sql = (text: string, values: unknown[] = []) => owner.query<Record<string, unknown>[]>(text, values);

  /** 30 records over two organisations and two months, signed at 10, 20 and 28. */
  beforeAll(async () => {
    testDatabase = await createTestDatabase('audit');
    await migrate({ ownerUrl: testDatabase.ownerUrl, migrations: AUDIT_MIGRATIONS });
    database = await openDatabase({ url: testDatabase.url, entities: [] });
    owner = await openDatabase({ url: testDatabase.ownerUrl, entities: [], poolSize: 1 });
    const writer = new CommittingWriter(database, new RecordMaker(SEALING_KEY), () => new Date());
    const configuration = { origin: ORIGIN, key, places: { folder }, witnesses: [] };
    const { signer } = await openSigning(database, configuration, {
      clock: () => new Date(),
      log: createLog('audit', 'silent'),
    });
    for (const count of [10, 10, 8, 2]) {
      for (let index = 0; index < count; index += 1) await writer.record([eventOf(index)]);
      if (count > 2) await signer.run();
    }
    await sql('CREATE TABLE kept_event AS SELECT * FROM audit_event');
    for (const table of TABLES) await sql(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
  });
  afterEach(async () => {
    await sql(`TRUNCATE audit_event, ${TABLES.join(', ')}`);
    await sql('INSERT INTO audit_event SELECT * FROM kept_event');
    for (const table of TABLES) await sql(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
  });
  afterAll(async () => {
    await database.destroy();
    await owner.destroy();
    await testDatabase.drop();
    rmSync(folder, { recursive: true });
  });

  async function verify() {
    let snapshot: SqlLogSnapshot | undefined;
    const now = new Date(Date.now() + LATER_MS);
    try {
      return await verifyLog({
        places: [new FolderPlace(folder)],
        snapshot: async () => (snapshot = await SqlLogSnapshot.open(testDatabase.url)),
        trust: { origin: ORIGIN, logKeys, witnessKeys: [] },
        keptSince: new Date(0),
        now,
      });
    } finally {
      await snapshot?.close();
    }
  }
  const names = async () => (await verify()).findings.map(({ what, sequence }) => `${what} ${sequence}`);
  const idOf = async (sequence: number) =>
    (await sql('SELECT id FROM kept_event WHERE sequence = $1', [sequence]))[0]?.['id'];

  /** Makes the tree of the database that of its records again, from a record on. */
  async function mendTree(by: NoteSigner): Promise<void> {
    let snapshot: SqlLogSnapshot | undefined;
    const tree = Frontier.empty();
    const leaves: Buffer[] = [];
    try {
      snapshot = await SqlLogSnapshot.open(testDatabase.url);
      for await (const page of snapshot.entries()) leaves.push(...page.map(({ leaf }) => leaf as Buffer));
    } finally {
      await snapshot?.close();
    }
    const sizes = (await sql('SELECT size FROM audit_checkpoint')).map(({ size }) => Number(size));
    await sql('TRUNCATE audit_batch, audit_node');
    for (const [index, leaf] of leaves.entries()) {
      tree.append(leaf);
      await sql('INSERT INTO audit_batch (last, first, recorded_at, leaves) VALUES ($1, $1, now(), $2)', [
        index + 1,
        leaf,
      ]);
      const note = by.sign(checkpointText({ origin: ORIGIN, size: index + 1, root: tree.root, signedAt: new Date() }));
      if (sizes.includes(index + 1)) {
        await sql('UPDATE audit_checkpoint SET root = $2, note = $3 WHERE size = $1', [index + 1, tree.root, note]);
      }
    }
  }

  it('finds nothing before that', async () => {
    expect(await verify()).toMatchObject({
      findings: [],
      records: 30,
      unsigned: 2,
      signed: { checkpoints: 3, size: 28 },
    });
  });

  it.each([
    ['the kind', "kind = 'SIGN_IN'"],
    ['who it was', "account = 'somebody else'"],
    ['when', "occurred_at = occurred_at + interval '1 second'"],
    ['when, by less than the log tells apart', "occurred_at = occurred_at + interval '1 microsecond'"],
    ['what was searched for', `search = '{"start": "2025-01-01"}'`],
    ['why', "justification = 'another reason'"],
  ])('names a record of which was changed: %s', async (_what, change) => {
    await sql(`UPDATE audit_event SET ${change} WHERE sequence = 12`);
    expect((await verify()).findings).toMatchObject([{ what: 'CHANGED', sequence: 12, id: await idOf(12) }]);
  });

  it('names it also when tree and checkpoints were mended so that the database fits itself', async () => {
    await sql("UPDATE audit_event SET client = 'another' WHERE sequence = 12");
    await mendTree(new NoteSigner(ORIGIN, newKey()));
    expect((await names())[0]).toBe('CHANGED 12');
    expect(await names()).toEqual(expect.arrayContaining(['TREE_CHANGED 12', 'BAD_SIGNATURE 20']));
  });

  it('names a fork: all after a record is written anew, and signed with the key itself', async () => {
    await sql("UPDATE audit_event SET account = 'somebody else' WHERE sequence >= 15");
    await mendTree(new NoteSigner(ORIGIN, key));
    expect((await names())[0]).toBe('CHANGED 15');
    expect(await names()).toEqual(expect.arrayContaining(['FORKED 20', 'FORKED 28']));
  });

  it('names a record that was deleted', async () => {
    await sql('DELETE FROM audit_event WHERE sequence = 7');
    expect(await names()).toEqual(['REMOVED 7']);
  });

  it('names a record that was deleted, also when those after it were renumbered', async () => {
    await sql('DELETE FROM audit_event WHERE sequence = 7');
    await sql('UPDATE audit_event SET sequence = sequence - 1 WHERE sequence > 7');
    expect((await names())[0]).toBe('REMOVED 7');
  });

  it('names records that changed places', async () => {
    await sql('UPDATE audit_event SET sequence = CASE sequence WHEN 5 THEN 23 ELSE 5 END WHERE sequence IN (5, 23)');
    expect(await names()).toEqual(['REORDERED 5', 'REORDERED 23']);
  });

  it('names the first record of a tail that was cut off, with all that the database says of it', async () => {
    await sql('DELETE FROM audit_event WHERE sequence > 17');
    expect(await names()).toEqual(['CUT_OFF 18']);
    await sql('DELETE FROM audit_batch WHERE last > 17');
    await sql('DELETE FROM audit_checkpoint WHERE size > 17');
    expect((await names())[0]).toBe('CUT_OFF 18');
  });

  it('names the first record when everything was thrown away', async () => {
    await sql(`TRUNCATE audit_event, ${TABLES.join(', ')}`);
    expect((await names())[0]).toBe('CUT_OFF 1');
  });

  it('names a record that was added', async () => {
    const columns = (
      await sql("SELECT attname FROM pg_attribute WHERE attrelid = 'kept_event'::regclass AND attnum > 2")
    )
      .map(({ attname }) => String(attname))
      .join(', ');
    await sql(
      `INSERT INTO audit_event (sequence, id, ${columns}) SELECT 31, gen_random_uuid(), ${columns} FROM kept_event WHERE sequence = 3`,
    );
    expect(await names()).toEqual(['ADDED 31']);
  });

  it("names a record that the client's own log was made not to show", async () => {
    await sql("DELETE FROM audit_client_room WHERE organisation = 'rozelaar' AND month = '2025-10-01'");
    expect((await names())[0]).toBe('HIDDEN 2');
    expect(new Set((await verify()).findings.map(({ what }) => what))).toEqual(new Set(['HIDDEN']));
  });

  it('lets the working role change, remove or empty nothing, not in a single room either', async () => {
    const rooms = (await sql('SELECT relid::text AS room FROM pg_partition_tree($1)', ['audit_event'])).map(
      ({ room }) => room as string,
    );
    expect(rooms.length).toBeGreaterThan(4);
    for (const table of [...rooms, ...TABLES]) {
      for (const statement of [`DELETE FROM ${table}`, `TRUNCATE ${table}`, `DROP TABLE ${table}`]) {
        await expect(database.query(statement)).rejects.toThrow(/permission denied|must be owner/);
      }
    }
    for (const room of rooms) {
      await expect(database.query(`UPDATE ${room} SET account = NULL`)).rejects.toThrow(/permission denied/);
    }
    await expect(database.query("UPDATE audit_checkpoint SET note = ''")).rejects.toThrow(/permission denied/);
    await expect(database.query('CREATE TABLE a_room (LIKE audit_event)')).rejects.toThrow(/permission denied/);
  });
});

function eventOf(index: number) {
  return anEvent({
    account: `account-${index % 3}`,
    accountName: 'Els Bos',
    organisation: index % 2 === 0 ? 'vivium' : 'rozelaar',
    occurredAt: `2025-1${index % 3 === 0 ? 1 : 0}-20T10:00:00.000Z`,
    client: 'client-1',
    search: { start: '2025-01-01', kinds: ['SIGN_IN'], first: 3 },
    checks: { authorisation: true, treatmentRelation: true, consent: null, emergency: null },
  });
}
