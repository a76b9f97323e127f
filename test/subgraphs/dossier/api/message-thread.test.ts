import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ANNA, MIES, NOBODY, NOW, type DossierGraph } from './dossier-graph.js';
import {
  messagesIn,
  openWriters,
  readThread,
  startThread,
  threadIn,
  type SeenThread,
  type Writers,
} from './writers.js';

const REPLY = 'mutation ($id: ID!, $text: String!) { replyToThread(threadId: $id, text: $text) { id unread } }';
const STAFF_REPLY = 'mutation ($id: ID!, $text: String!) { replyAsStaff(threadId: $id, text: $text) { id unread } }';
const MARK = 'mutation ($id: ID!) { markThreadRead(threadId: $id) { unread } }';
const HIDE = 'mutation ($id: ID!, $reason: String!) { hideMessage(messageId: $id, reason: $reason) { id } }';
const SHOW = 'mutation ($id: ID!, $reason: String!) { showMessage(messageId: $id, reason: $reason) { id } }';

let writers: Writers;
beforeAll(async () => {
  writers = await openWriters();
});
afterAll(() => writers.close());

function later(graph: DossierGraph, minutes: number): DossierGraph {
  return Object.assign(graph, { now: new Date(NOW.getTime() + minutes * 60_000) });
}

describe('a thread', () => {
  let betsy: DossierGraph;
  let ilse: DossierGraph;
  let thread: SeenThread;

  beforeEach(async () => {
    betsy = writers.person('Betsy', 'CLIENT');
    ilse = writers.staff('Ilse');
    thread = threadIn(await startThread(betsy));
  });

  it('is read by who began it and by staff of the organisation, each look on the log', async () => {
    const own = await readThread(betsy, thread.id);
    expect(own.refused).toEqual([]);
    expect(own.events).toMatchObject([
      { kind: 'DOSSIER_READ', client: ANNA, role: 'CLIENT', categories: ['MESSAGES'] },
    ]);
    const staff = await readThread(ilse, thread.id);
    expect(messagesIn(staff)).toMatchObject([{ text: 'Wie wast er?', author: { name: 'Betsy', isCaller: false } }]);
    expect(staff.events).toMatchObject([
      { kind: 'THREAD_READ', action: 'R', client: ANNA, role: 'ADMINISTRATOR', categories: ['MESSAGES'] },
    ]);
  });

  it.each<[string, () => DossierGraph]>([
    ['a representative of the same client', () => writers.person('Joost', 'REPRESENTATIVE')],
    ['a contact of the same client', () => writers.person('Hetty', 'CONTACT', { sections: ['REPORTS'] })],
    ['the client of another dossier', () => writers.person('Mies', 'CLIENT', { client: MIES })],
    [
      'who wrote it, when the relation has ended',
      () => writers.person('Betsy', 'CLIENT', { validUntil: NOW.toISOString() }),
    ],
    ['staff of another organisation', () => writers.staff('Marloes', 'ADMINISTRATOR', 'vivium')],
    ['a mediator', () => writers.staff('Els', 'MEDIATOR')],
    ['an auditor', () => writers.staff('Hassan', 'AUDITOR')],
  ])('is refused to %s, as one that does not exist is', async (_who, make) => {
    const stranger = make();
    const [message] = thread.messages.edges;
    const tries: [string, string, Record<string, string>][] = [
      ['messageThread', 'query ($id: ID!) { messageThread(id: $id) { id } }', {}],
      ['replyToThread', REPLY, { text: 'Dag' }],
      ['markThreadRead', MARK, {}],
      ['replyAsStaff', STAFF_REPLY, { text: 'Dag' }],
      ['hideMessage', HIDE, { id: message?.node.id ?? '', reason: 'Niet netjes' }],
      ['showMessage', SHOW, { id: message?.node.id ?? '', reason: 'Toch netjes' }],
    ];
    for (const [field, query, variables] of tries) {
      const real = await stranger.ask(query, { id: thread.id, ...variables });
      const none = await stranger.ask(query, { ...variables, id: NOBODY });
      expect(real.refused).toEqual([[field, 'ACCESS_REFUSED']]);
      expect([none.data, none.refused]).toEqual([real.data, real.refused]);
      expect(real.events).toMatchObject([{ outcome: 'REFUSED', reason: 'ACCESS_REFUSED' }]);
    }
    expect(messagesIn(await readThread(betsy, thread.id))).toMatchObject([{ text: 'Wie wast er?', hidden: false }]);
  });

  it('is refused under an id that is none, without a fault', async () => {
    expect((await readThread(betsy, "' OR 1=1 --")).refused).toEqual([['messageThread', 'ACCESS_REFUSED']]);
  });

  it('is no staff work for who began it, even if they are staff as well', async () => {
    const both = Object.assign(writers.person('Betsy', 'CLIENT'), {
      staff: [{ organisation: 'rozelaar', role: 'ADMINISTRATOR' as const }],
    });
    const told = await both.ask(STAFF_REPLY, { id: thread.id, text: 'Ik antwoord mijzelf' });
    expect(told.refused).toEqual([['replyAsStaff', 'ACCESS_REFUSED']]);
    expect((await both.ask(REPLY, { id: thread.id, text: 'Nog iets' })).refused).toEqual([]);
  });

  it('is not read further than it went when it was marked, whatever the clocks of the copies say', async () => {
    await later(betsy, 10).ask(MARK, { id: thread.id });
    await later(ilse, 5).ask(STAFF_REPLY, { id: thread.id, text: 'Wij wassen.' });
    expect(threadIn(await readThread(betsy, thread.id)).unread).toBe(1);
    expect(messagesIn(await readThread(ilse, thread.id))[0]).toMatchObject({ text: 'Wij wassen.', read: false });
    expect((await later(betsy, 1).ask(MARK, { id: thread.id })).data).toEqual({ markThreadRead: { unread: 0 } });
  });

  it('counts for each side what it has not read, and tells the other side what was', async () => {
    expect((await ilse.ask(MARK, { id: thread.id })).data).toEqual({ markThreadRead: { unread: 0 } });
    await later(ilse, 1).ask(STAFF_REPLY, { id: thread.id, text: 'Wij wassen.' });
    await later(ilse, 2).ask(STAFF_REPLY, { id: thread.id, text: 'Elke dinsdag.' });
    const before = await later(betsy, 3).ask(`query ($id: ID!) { messageThread(id: $id) { unread } }`, {
      id: thread.id,
    });
    expect(before.data).toEqual({ messageThread: { unread: 2 } });
    const marked = await betsy.ask(MARK, { id: thread.id });
    expect(marked.data).toEqual({ markThreadRead: { unread: 0 } });
    expect(marked.events).toContainEqual(expect.objectContaining({ kind: 'THREAD_READ', action: 'U', role: 'CLIENT' }));
    expect(messagesIn(await readThread(ilse, thread.id))).toMatchObject([
      { text: 'Elke dinsdag.', read: true, author: { name: 'Ilse', role: 'STAFF', isCaller: true } },
      { text: 'Wij wassen.', read: true },
      { text: 'Wie wast er?', read: true, author: { name: 'Betsy', role: 'CLIENT', isCaller: false } },
    ]);
    await later(betsy, 4).ask(REPLY, { id: thread.id, text: 'Fijn' });
    expect(threadIn(await readThread(ilse, thread.id)).unread).toBe(1);
  });

  it('never counts back when an older mark arrives later', async () => {
    await later(ilse, 5).ask(STAFF_REPLY, { id: thread.id, text: 'Wij wassen.' });
    await later(betsy, 6).ask(MARK, { id: thread.id });
    expect((await later(betsy, 1).ask(MARK, { id: thread.id })).data).toEqual({ markThreadRead: { unread: 0 } });
  });

  it('takes two answers at once, and loses neither', async () => {
    const texts = ['een', 'twee', 'drie', 'vier', 'vijf'];
    const told = await Promise.all(texts.map((text) => later(betsy, 1).ask(REPLY, { id: thread.id, text })));
    expect(told.flatMap(({ refused }) => refused)).toEqual([]);
    expect(messagesIn(await readThread(betsy, thread.id))).toHaveLength(6);
  });
});
