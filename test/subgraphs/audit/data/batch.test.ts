import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { AUDIT_MIGRATIONS } from '../../../../subgraphs/audit/data/audit-database.js';
import { CommittingWriter } from '../../../../subgraphs/audit/data/committing-writer.js';
import { recordOf, type RecordRow } from '../../../../subgraphs/audit/data/record-columns.js';
import { RecordMaker } from '../../../../subgraphs/audit/data/record-maker.js';
import { SqlTreeHashes } from '../../../../subgraphs/audit/data/sql-tree-hashes.js';
import { leafHashOf } from '../../../../subgraphs/audit/domain/record/leaf.js';
import type { LogRecord } from '../../../../subgraphs/audit/domain/record/log-record.js';
import { Frontier, type TreeNode } from '../../../../subgraphs/audit/domain/tree/frontier.js';
import { frontierOf } from '../../../../subgraphs/audit/domain/tree/tree-hashes.js';
import { migrate, openDatabase } from '../../../../subgraphs/database.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { anEvent, SEALING_KEY } from '../audit-test.js';
import { oddEvents, withoutName } from '../domain/record/odd-records.js';

type Row = Omit<TreeNode, 'index'> & { index: string };

const NOW = new Date('2025-11-21T12:00:00.123Z');
const MANY = 1_100;

describe('what the writer commits', () => {
  let testDatabase: TestDatabase;
  let database: DataSource;
  const events = [
    ...oddEvents().map(([, event]) => event),
    ...Array.from({ length: MANY }, (_, index) =>
      anEvent({ account: `account ${index % 7}`, accountName: 'Els Bos', occurredAt: '2025-10-31T23:59:59.999Z' }),
    ),
  ];

  beforeAll(async () => {
    testDatabase = await createTestDatabase('audit');
    await migrate({ ownerUrl: testDatabase.ownerUrl, migrations: AUDIT_MIGRATIONS });
    database = await openDatabase({ url: testDatabase.url, entities: [] });
    const writers = [1, 2].map(() => new CommittingWriter(database, new RecordMaker(SEALING_KEY), () => NOW));
    await Promise.all(events.map((event, index) => (writers[index % 2] as CommittingWriter).record([event])));
  });
  afterAll(async () => {
    await database.destroy();
    await testDatabase.drop();
  });

  const records = async (): Promise<LogRecord[]> =>
    (await database.query<RecordRow[]>('SELECT * FROM audit_event ORDER BY sequence')).map(recordOf);

  it('comes back as it was given, letter for letter, whatever signs it is written in', async () => {
    const written = new Map((await records()).map((record) => [record.id, record]));
    for (const event of events) expect(written.get(event.id)).toMatchObject(withoutName(event));
  });

  it('is what the tree beside it says: leaves, batches and subtrees, worked out afresh', async () => {
    const hashes = new SqlTreeHashes(database);
    const leaves = (await records()).map(leafHashOf);
    const fresh = Frontier.empty();
    const whole = leaves.flatMap((leaf) => fresh.append(leaf)).filter(({ level }) => level >= 8);
    expect(await hashes.size()).toBe(events.length);
    expect(await hashes.leaves(0, events.length)).toEqual(leaves);
    const kept = await database.query<Row[]>('SELECT * FROM audit_node ORDER BY (index + 1) << level, level');
    expect(kept.map((node) => ({ ...node, index: Number(node.index) }))).toEqual(whole);
    expect((await frontierOf(hashes, events.length)).root).toEqual(fresh.root);
  });

  it('says of each batch where it begins and ends, end to end', async () => {
    const batches = await database.query<{ first: string; last: string }[]>('SELECT * FROM audit_batch ORDER BY last');
    let end = 0;
    for (const { first, last } of batches) {
      expect(Number(first)).toBe(end + 1);
      end = Number(last);
    }
    expect(end).toBe(events.length);
  });

  it.each([
    [0, 1],
    [255, 257],
    [300, 300],
    [1, 1_107],
  ])('gives the leaves from %d until %d, wherever the batches end', async (from, until) => {
    const leaves = (await records()).map(leafHashOf);
    expect(await new SqlTreeHashes(database).leaves(from, until)).toEqual(leaves.slice(from, until));
  });

  it('does not give leaves or subtrees that are not there', async () => {
    const hashes = new SqlTreeHashes(database);
    await expect(hashes.leaves(0, events.length + 1)).rejects.toThrow('missing');
    await expect(hashes.nodes([{ level: 20, index: 0 }])).rejects.toThrow('missing');
  });

  it('makes the tree of what is there, also when that came to the same size by another way', async () => {
    const [one, other] = [1, 2].map(() => new CommittingWriter(database, new RecordMaker(SEALING_KEY), () => NOW));
    for (const event of [anEvent(), anEvent()]) await one?.record([event]);
    const hashes = new SqlTreeHashes(database);
    const size = await hashes.size();
    // as of a database that fails over to a copy that was behind
    const owner = await openDatabase({ url: testDatabase.ownerUrl, entities: [], poolSize: 1 });
    await owner.query(`DELETE FROM audit_event WHERE sequence = ${size}; DELETE FROM audit_batch WHERE last = ${size}`);
    await owner.destroy();
    await other?.record([anEvent()]);
    await one?.record(Array.from({ length: 256 }, () => anEvent()));
    const tree = Frontier.empty();
    for (const leaf of await hashes.leaves(0, size + 256)) tree.append(leaf);
    expect((await frontierOf(hashes, size + 256)).root).toEqual(tree.root);
  });

  it('is known when it comes again, also when it went in one message and the answer never came', async () => {
    const line = { isDown: false };
    const [one, other] = [overLine(database, line), database].map(
      (each) => new CommittingWriter(each, new RecordMaker(SEALING_KEY), () => NOW),
    );
    // the second finds the log as the first left it, and needs no transaction around it
    for (const first of [anEvent({ client: "c'1" }), anEvent()]) await one?.record([first]);
    const event = anEvent({ client: "c'2" });
    line.isDown = true;
    await expect(one?.record([event])).rejects.toThrow('Connection terminated');
    line.isDown = false;
    const size = await new SqlTreeHashes(database).size();
    await other?.record([event, anEvent()]);
    await one?.record([event]);
    expect(await new SqlTreeHashes(database).size()).toBe(size + 1);
    expect((await records()).filter(({ id }) => id === event.id)).toHaveLength(1);
  });
});

/** While the line is down, what goes without a transaction around it is committed, and its answer is lost. */
function overLine(database: DataSource, line: { isDown: boolean }): DataSource {
  const runnerOf = (target: DataSource) => {
    const runner = target.createQueryRunner();
    const release = runner.release.bind(runner);
    runner.release = async () => {
      await release();
      if (line.isDown) throw new Error('Connection terminated');
    };
    return runner;
  };
  return new Proxy(database, {
    get: (target, name) =>
      name === 'createQueryRunner' ? () => runnerOf(target) : (Reflect.get(target, name) as unknown),
  });
}
