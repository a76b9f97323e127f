import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { InProcessStore } from '../../../../program/in-process-store.js';
import { StoreWritingLimits } from '../../../../subgraphs/dossier/data/store-writing-limits.js';
import { WRITING_LIMITS } from '../../../../subgraphs/dossier/domain/writing-limits.js';
import { ANNA, type DossierGraph } from './dossier-graph.js';
import { openWriters, startThread, threadIn, type Writers } from './writers.js';

const HOUR_MS = 3_600_000;
const COUNT = {
  messages: 'thread_message',
  objections: 'objection_request',
  additions: 'life_story_addition',
} as const;
const WRITE = {
  messages:
    'mutation ($id: ID!, $text: String! = "Dag") { startMessageThread(clientId: $id, subject: "Dag", text: $text) { id } }',
  objections:
    'mutation ($id: ID!, $text: String! = "Dag") { requestObjection(clientId: $id, kind: CORRECTION, text: $text) { id } }',
  additions: 'mutation ($id: ID!, $text: String! = "Dag") { addToLifeStory(clientId: $id, text: $text) { id } }',
} as const;
const KINDS = {
  messages: 'THREAD_MESSAGE_SENT',
  objections: 'OBJECTION_CHANGED',
  additions: 'ADDITION_CHANGED',
} as const;

let writers: Writers;
let store: InProcessStore;
let now: number;
beforeAll(async () => {
  writers = await openWriters();
});
afterAll(() => writers.close());
beforeEach(() => {
  now = Date.parse('2026-03-10T12:00:00Z');
  store = new InProcessStore(() => now);
});

/** Somebody at a copy of the program: each has limits of its own, over one store. */
const limited = (name: string): DossierGraph =>
  Object.assign(writers.person(name, 'CLIENT'), { limits: new StoreWritingLimits(store) });
const rowsOf = async (kind: keyof typeof COUNT) => writers.database.query<unknown[]>(`SELECT FROM ${COUNT[kind]}`);

describe('what one person writes', () => {
  it.each(['messages', 'objections', 'additions'] as const)(
    'is limited, for %s, over all copies at once: what is too much is refused, recorded and not kept',
    async (kind) => {
      const [hourly] = WRITING_LIMITS[kind];
      const before = (await rowsOf(kind)).length;
      const told = await Promise.all(
        Array.from({ length: hourly.most + 2 }, () => limited('Betsy').ask(WRITE[kind], { id: ANNA })),
      );
      const refused = told.filter((one) => one.refused.length > 0);
      expect(refused.flatMap((one) => one.refused.map(([, code]) => code))).toEqual(Array(2).fill('TOO_MANY_ATTEMPTS'));
      for (const { events } of refused) {
        expect(events).toMatchObject([
          { kind: KINDS[kind], outcome: 'REFUSED', reason: 'TOO_MANY_ATTEMPTS', client: ANNA },
        ]);
      }
      expect(await rowsOf(kind)).toHaveLength(before + hourly.most);
      expect((await limited('Joost').ask(WRITE[kind], { id: ANNA })).refused).toEqual([]);
    },
  );

  it('is possible again when the hour is over, until the day is full', async () => {
    const [hourly, daily] = WRITING_LIMITS.objections;
    const ask = () => limited('Mien').ask(WRITE.objections, { id: ANNA });
    for (let asked = 0; asked < daily.most; asked += hourly.most) {
      for (let of = 0; of < hourly.most; of += 1) expect((await ask()).refused).toEqual([]);
      expect((await ask()).refused).toEqual([['requestObjection', 'TOO_MANY_ATTEMPTS']]);
      now += HOUR_MS;
    }
    expect((await ask()).refused).toEqual([['requestObjection', 'TOO_MANY_ATTEMPTS']]);
    now += 24 * HOUR_MS;
    expect((await ask()).refused).toEqual([]);
  });

  it('does not count when it was not right, and counts a reply as a message', async () => {
    const rudi = limited('Rudi');
    for (let tries = 0; tries < 30; tries += 1) await rudi.ask(WRITE.messages, { id: ANNA, text: ' ' });
    const { id } = threadIn(await startThread(rudi));
    const reply = 'mutation ($id: ID!) { replyToThread(threadId: $id, text: "Nog iets") { id } }';
    const codes: string[] = [];
    for (let sent = 0; sent < WRITING_LIMITS.messages[0].most; sent += 1) {
      codes.push(...(await rudi.ask(reply, { id })).refused.map(([, code]) => code));
    }
    expect(codes).toEqual(['TOO_MANY_ATTEMPTS']);
  });

  it('does not keep staff from answering, who are many and work all day', async () => {
    const { id } = threadIn(await startThread(limited('Zoë')));
    const ilse = Object.assign(writers.staff('Ilse'), { limits: new StoreWritingLimits(store) });
    for (let sent = 0; sent <= WRITING_LIMITS.messages[0].most; sent += 1) {
      const told = await ilse.ask('mutation ($id: ID!) { replyAsStaff(threadId: $id, text: "Dag") { id } }', { id });
      expect(told.refused).toEqual([]);
    }
  });

  it('is refused when nobody can count it', async () => {
    const before = (await rowsOf('messages')).length;
    const broken = Object.assign(writers.person('Betsy', 'CLIENT'), {
      limits: new StoreWritingLimits({ increment: () => Promise.reject(new Error('down')), expiresIn: async () => 0 }),
    });
    expect((await broken.ask(WRITE.messages, { id: ANNA })).refused).toEqual([['startMessageThread', 'UNAVAILABLE']]);
    expect(await rowsOf('messages')).toHaveLength(before);
  });
});
