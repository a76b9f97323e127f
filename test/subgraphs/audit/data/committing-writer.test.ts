import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { CommittingWriter } from '../../../../subgraphs/audit/data/committing-writer.js';
import { AUDIT_MIGRATIONS } from '../../../../subgraphs/audit/data/audit-database.js';
import { RecordMaker } from '../../../../subgraphs/audit/data/record-maker.js';
import { migrate, openDatabase } from '../../../../subgraphs/database.js';
import { createTestDatabase, type TestDatabase } from '../../../support/database.js';
import { anEvent, EMPTY_LOG, SEALING_KEY } from '../audit-test.js';

const NOW = new Date('2025-11-21T12:00:00.000Z');

interface Row {
  id: string;
  sequence: string;
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('the committing writer', () => {
  let testDatabase: TestDatabase;
  let database: DataSource;
  let owner: DataSource;

  beforeAll(async () => {
    testDatabase = await createTestDatabase('audit');
    await migrate({ ownerUrl: testDatabase.ownerUrl, migrations: AUDIT_MIGRATIONS });
    database = await openDatabase({ url: testDatabase.url, entities: [] });
    owner = await openDatabase({ url: testDatabase.ownerUrl, entities: [], poolSize: 1 });
  });
  beforeEach(() => owner.query(EMPTY_LOG));
  afterAll(async () => {
    await database.destroy();
    await owner.destroy();
    await testDatabase.drop();
  });

  const writer = () => new CommittingWriter(database, new RecordMaker(SEALING_KEY), () => NOW);
  const rows = () => database.query<Row[]>('SELECT id, sequence FROM audit_event ORDER BY sequence');
  const numbers = async () => (await rows()).map(({ sequence }) => Number(sequence));

  it('has committed an event when it says so', async () => {
    const event = anEvent({
      categories: ['REPORTS', 'CARE_PLAN'],
      search: { start: '2025-01-01', kinds: ['SIGN_IN'] },
    });
    await writer().record([event]);
    const [row] = await database.query<object[]>('SELECT * FROM audit_event');
    expect(row).toMatchObject({
      id: event.id,
      sequence: '1',
      recorded_at: NOW,
      occurred_at: new Date(event.occurredAt),
      categories: ['REPORTS', 'CARE_PLAN'],
      search: { start: '2025-01-01', kinds: ['SIGN_IN'] },
      account: null,
    });
  });

  it('numbers 50 concurrent appends without a gap, each call in its own order', async () => {
    const calls = Array.from({ length: 50 }, () => [anEvent(), anEvent(), anEvent()]);
    const one = writer();
    await Promise.all(calls.map((events) => one.record(events)));
    expect(await numbers()).toEqual(upTo(150));
    const ids = (await rows()).map(({ id }) => id);
    for (const events of calls) {
      const place = ids.indexOf(events[0]?.id ?? '');
      expect(ids.slice(place, place + 3)).toEqual(events.map(({ id }) => id));
    }
  });

  it('keeps the order in which one caller appends', async () => {
    const one = writer();
    const events = Array.from({ length: 300 }, () => anEvent());
    await Promise.all(events.map((event) => one.record([event])));
    expect((await rows()).map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  });

  it.each(upTo(12))('misses nobody who comes just as it comes to rest, %d turns later', async (turns) => {
    const one = writer();
    await one.record([anEvent()]);
    for (let turn = 1; turn < turns; turn += 1) await Promise.resolve();
    await one.record([anEvent()]);
    expect(await numbers()).toEqual([1, 2]);
  });

  it('numbers without a gap when two processes write', async () => {
    const writers = [writer(), writer()];
    await Promise.all(upTo(50).flatMap(() => writers.map((one) => one.record([anEvent()]))));
    expect(await numbers()).toEqual(upTo(100));
  });

  it('writes an event once, however often and wherever it comes in', async () => {
    const event = anEvent();
    const [one, other] = [writer(), writer()];
    await Promise.all([one.record([event]), one.record([event, event]), other.record([event])]);
    const next = anEvent();
    await one.record([event, next]);
    expect((await rows()).map(({ id, sequence }) => [id, sequence])).toEqual([
      [event.id, '1'],
      [next.id, '2'],
    ]);
  });

  it('keeps names apart from the records, the last one given', async () => {
    await writer().record([
      anEvent({ account: 'a1', accountName: 'Els Bos' }),
      anEvent({ account: 'a1', accountName: 'Els Bos-Mol' }),
      anEvent({ account: 'a2', accountName: null }),
    ]);
    expect(await database.query('SELECT * FROM audit_person')).toEqual([{ account: 'a1', name: 'Els Bos-Mol' }]);
    const records = await database.query<object[]>('SELECT * FROM audit_event');
    expect(JSON.stringify(records)).not.toContain('Bos');
  });

  it('rejects what could not be committed, all of it, and goes on with what follows', async () => {
    const one = writer();
    const faulty = anEvent({ id: 'no uuid' });
    await expect(one.record([anEvent(), faulty])).rejects.toThrow();
    expect(await rows()).toEqual([]);
    await one.record([anEvent()]);
    expect(await numbers()).toEqual([1]);
  });

  it('does not let a value that the database cannot hold refuse the records of others', async () => {
    const one = writer();
    const faulty = one.record([anEvent({ client: 'c\0' })]);
    const others = [anEvent(), anEvent()].map((event) => one.record([event]));
    await expect(faulty).rejects.toThrow();
    await Promise.all(others);
    expect(await numbers()).toEqual([1, 2]);
  });

  it('rejects when the database is gone', async () => {
    const gone = await openDatabase({ url: testDatabase.url, entities: [] });
    const one = new CommittingWriter(gone, new RecordMaker(SEALING_KEY), () => NOW);
    await gone.destroy();
    await expect(one.record([anEvent()])).rejects.toThrow();
  });

  it.each([
    'UPDATE audit_event SET account = NULL',
    'DELETE FROM audit_event',
    'TRUNCATE audit_event',
    'ALTER TABLE audit_event DISABLE TRIGGER ALL',
    'DROP TABLE audit_event',
  ])('works with a role that may not: %s', async (statement) => {
    await writer().record([anEvent()]);
    await expect(database.query(statement)).rejects.toThrow(/permission denied|must be owner/);
    expect(await numbers()).toEqual([1]);
  });
});
