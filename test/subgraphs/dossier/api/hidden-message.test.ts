import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ANNA, NOW, type DossierGraph } from './dossier-graph.js';
import {
  messagesIn,
  openWriters,
  readThread,
  startThread,
  threadIn,
  type SeenThread,
  type Writers,
} from './writers.js';

const STAFF_REPLY = 'mutation ($id: ID!, $text: String!) { replyAsStaff(threadId: $id, text: $text) { id unread } }';
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

describe('a message that staff hides (R27)', () => {
  let betsy: DossierGraph;
  let ilse: DossierGraph;
  let thread: SeenThread;
  let id: string;

  beforeEach(async () => {
    betsy = writers.person('Betsy', 'CLIENT');
    ilse = writers.staff('Ilse');
    thread = threadIn(await startThread(betsy, 'Klacht', 'Onbehoorlijke taal'));
    id = thread.messages.edges[0]?.node.id ?? '';
  });

  it('shows its author that it was hidden, and why; the reason is on the log', async () => {
    const hidden = await ilse.ask(HIDE, { id, reason: 'Onbehoorlijke woorden' });
    expect(hidden.refused).toEqual([]);
    expect(hidden.events).toContainEqual(
      expect.objectContaining({
        kind: 'THREAD_MESSAGE_HIDDEN',
        client: ANNA,
        role: 'ADMINISTRATOR',
        justification: 'Onbehoorlijke woorden',
      }),
    );
    expect(messagesIn(await readThread(betsy, thread.id))).toMatchObject([
      { text: null, hidden: true, hiddenReason: 'Onbehoorlijke woorden' },
    ]);
  });

  it('tells nobody but its author why', async () => {
    await later(ilse, 1).ask(STAFF_REPLY, { id: thread.id, text: 'Vergissing' });
    const [answer] = messagesIn(await readThread(betsy, thread.id));
    await ilse.ask(HIDE, { id: answer?.id, reason: 'Aan de verkeerde' });
    expect(messagesIn(await readThread(betsy, thread.id))[0]).toMatchObject({
      text: null,
      hidden: true,
      hiddenReason: null,
    });
    expect(threadIn(await readThread(betsy, thread.id)).unread).toBe(0);
  });

  it('can be shown again by staff, who still see it', async () => {
    await ilse.ask(HIDE, { id, reason: 'Onbehoorlijke woorden' });
    expect(messagesIn(await readThread(writers.staff('Bram'), thread.id))).toMatchObject([
      { text: 'Onbehoorlijke taal', hidden: true, hiddenReason: 'Onbehoorlijke woorden' },
    ]);
    const shown = await ilse.ask(SHOW, { id, reason: 'Bij nader inzien' });
    expect(shown.events).toContainEqual(
      expect.objectContaining({ kind: 'THREAD_MESSAGE_SHOWN', justification: 'Bij nader inzien' }),
    );
    expect(messagesIn(await readThread(betsy, thread.id))).toMatchObject([
      { text: 'Onbehoorlijke taal', hidden: false },
    ]);
  });

  it('is hidden once, by one of two who do so at once', async () => {
    const told = await Promise.all([1, 2].map(() => ilse.ask(HIDE, { id, reason: 'Onbehoorlijk' })));
    expect(told.flatMap(({ refused }) => refused)).toEqual([['hideMessage', 'NOT_FOUND']]);
    await ilse.ask(SHOW, { id, reason: 'Toch niet' });
    expect((await ilse.ask(SHOW, { id, reason: 'Toch niet' })).refused).toEqual([['showMessage', 'NOT_FOUND']]);
  });

  it.each(['', 'x', 'BSN 999990019', 'mail jan@example.net', 'x'.repeat(201)])(
    'needs a reason that may stand on the log: not "%s"',
    async (reason) => {
      expect((await ilse.ask(HIDE, { id, reason })).refused).toEqual([['hideMessage', 'BAD_INPUT']]);
      expect(messagesIn(await readThread(betsy, thread.id))).toMatchObject([{ hidden: false }]);
    },
  );
});
