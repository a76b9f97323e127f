import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource, EntityManager } from 'typeorm';
import { CommittingWriter } from '../../../../subgraphs/audit/data/committing-writer.js';
import { AUDIT_MIGRATIONS } from '../../../../subgraphs/audit/data/audit-database.js';
import { keepRoomsAhead } from '../../../../subgraphs/audit/data/rooms-ahead.js';
import { Rooms } from '../../../../subgraphs/audit/data/rooms.js';
import { createLog } from '../../../../program/log.js';
import { PersonNames } from '../../../../subgraphs/audit/data/person-names.js';
import { recordOf, type RecordRow } from '../../../../subgraphs/audit/data/record-columns.js';
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
  const records = async () =>
    (await database.query<RecordRow[]>('SELECT * FROM audit_event ORDER BY sequence')).map(recordOf);
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

  it('keeps names apart from the records, in which they stand sealed with a key of each person (R18)', async () => {
    const names = new PersonNames(SEALING_KEY);
    const one = new CommittingWriter(database, new RecordMaker(SEALING_KEY, names), () => NOW);
    await one.record([
      anEvent({ account: 'a1', accountName: 'Els Bos' }),
      anEvent({ account: 'a1', accountName: 'Els Bos-Mol' }),
      anEvent({ account: 'a2', accountName: null }),
    ]);
    const persons = await database.query<{ account: string; sealed_key: Buffer }[]>(
      "SELECT * FROM audit_person WHERE account IN ('a1', 'a2')",
    );
    expect(persons.map(({ account }) => account)).toEqual(['a1']);
    const written = await records();
    const opened = written.map(({ account, sealedName }) =>
      names.open(account, account === 'a1' ? (persons[0]?.sealed_key ?? null) : null, sealedName),
    );
    expect(opened).toEqual(['Els Bos', 'Els Bos-Mol', null]);
    expect(JSON.stringify([written, persons])).not.toContain('Bos');
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

  it.each([
    ['a moment that is none', { occurredAt: 'yesterday' }],
    ['half a character', { client: 'c\ud83d' }],
    ['an id that is none', { id: 'no uuid' }],
    ['an account that the database cannot hold', { account: 'a\0', accountName: 'Els Bos' }],
  ])('does not let %s refuse the records of others', async (_what, facts) => {
    const one = writer();
    await expect(one.record([anEvent(facts)])).rejects.toThrow();
    const faulty = one.record([anEvent(facts)]);
    const others = upTo(5).map(() => one.record([anEvent()]));
    await expect(faulty).rejects.toThrow();
    await Promise.all(others);
    expect(await numbers()).toEqual(upTo(5));
  });

  it('knows an event by its id and moment, in whatever form they are written', async () => {
    const event = anEvent({ occurredAt: '2025-11-20T10:00:00.123Z' });
    const forms = [
      event,
      { ...event, id: event.id.toUpperCase() },
      { ...event, occurredAt: '2025-11-20T10:00:00.1234567Z' },
    ];
    const one = writer();
    await one.record(forms);
    for (const form of forms.toReversed()) await one.record([form, anEvent()]);
    const ids = (await rows()).map(({ id }) => id);
    expect(ids).toHaveLength(4);
    expect(ids[0]).toBe(event.id);
  });

  it('puts records of many months and organisations, and of none, in one batch, once', async () => {
    const moments = ['2023-01-31T23:59:59.999Z', '2024-02-29T00:00:00.000Z', '2031-12-01T12:00:00.000Z'];
    const events = [null, 'vivium', 'rozelaar', 'een "ander" huis'].flatMap((organisation) =>
      moments.map((occurredAt) => anEvent({ organisation, occurredAt })),
    );
    await writer().record(events);
    await writer().record(events);
    const written = await records();
    expect(written.map(({ id, organisation, occurredAt }) => ({ id, organisation, occurredAt }))).toEqual(
      events.map(({ id, organisation, occurredAt }) => ({ id, organisation, occurredAt })),
    );
  });

  it('makes a room again that went while it was thought to be there', async () => {
    const one = writer();
    const old = () => anEvent({ organisation: 'oud', client: 'c1', occurredAt: '2019-05-05T10:00:00.000Z' });
    await one.record([old()]);
    await owner.query("DROP TABLE audit_event_2019_05; DELETE FROM audit_client_room WHERE organisation = 'oud'");
    await one.record([old(), anEvent()]);
    expect(await numbers()).toEqual([2, 3]);
    expect(await owner.query("SELECT client FROM audit_client_room WHERE organisation = 'oud'")).toHaveLength(1);
  });

  it('finds at the turn of a month the rooms that were made ahead', async () => {
    const log = createLog('audit', 'silent');
    const clock = () => new Date('2025-12-31T23:59:00.000Z');
    await keepRoomsAhead({ rooms: new Rooms(database), organisations: ['vivium'], clock, log }).stop();
    const made = "SELECT count(*)::int AS rooms FROM pg_inherits WHERE inhparent = 'audit_event_2026_01'::regclass";
    expect(await database.query(made)).toEqual([{ rooms: 2 }]);
  });

  it('finds the events known whose commit was never answered, and goes on from there', async () => {
    const deaf = new Proxy(database, {
      get: (target, name) =>
        name === 'transaction'
          ? (work: (manager: EntityManager) => Promise<unknown>) =>
              target.transaction(work).then(() => Promise.reject(new Error('Connection terminated')))
          : (Reflect.get(target, name) as unknown),
    });
    const one = new CommittingWriter(deaf, new RecordMaker(SEALING_KEY), () => NOW);
    const events = upTo(3).map(() => anEvent());
    await expect(one.record(events)).rejects.toThrow('Connection terminated');
    await writer().record([...events, anEvent()]);
    await expect(one.record([anEvent()])).rejects.toThrow('Connection terminated');
    expect(await numbers()).toEqual(upTo(5));
    const sizes = await database.query<object[]>('SELECT first, last FROM audit_batch ORDER BY last');
    expect(sizes).toEqual([
      { first: '1', last: '3' },
      { first: '4', last: '4' },
      { first: '5', last: '5' },
    ]);
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
