import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ANNA, MIES, NOBODY, NOW, relation, type DossierGraph } from './dossier-graph.js';
import {
  accountOf,
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
const OWN = `query ($id: ID!, $first: Int! = 20, $after: String) { client(id: $id) {
  messageThreads(first: $first, after: $after) { edges { node { subject } } pageInfo { hasNextPage endCursor } } } }`;
const OF_ORGANISATION = `query ($of: ID!, $first: Int! = 50, $after: String) {
  messageThreads(organisation: $of, first: $first, after: $after) {
    edges { node { id subject client { id } } } pageInfo { hasNextPage endCursor } } }`;

let writers: Writers;
beforeAll(async () => {
  writers = await openWriters();
});
afterAll(() => writers.close());

function later(graph: DossierGraph, minutes: number): DossierGraph {
  return Object.assign(graph, { now: new Date(NOW.getTime() + minutes * 60_000) });
}

describe('a message to the care team (R27)', () => {
  it.each(['CLIENT', 'REPRESENTATIVE', 'CONTACT'] as const)(
    'is written by a %s, marked with its author (R32)',
    async (role) => {
      const betsy = writers.person(`Betsy ${role}`, role);
      const told = await startThread(betsy, ' De was ', 'Wie wast er?\r\nGroet');
      expect(told.refused).toEqual([]);
      expect(threadIn(told)).toMatchObject({
        subject: 'De was',
        startedBy: { name: `Betsy ${role}`, role, isCaller: true },
        messages: { edges: [{ node: { text: 'Wie wast er?\nGroet', hidden: false, read: false, author: { role } } }] },
      });
      expect(told.events).toContainEqual(
        expect.objectContaining({
          kind: 'THREAD_MESSAGE_SENT',
          action: 'C',
          organisation: 'rozelaar',
          client: ANNA,
          role,
          relation: `relation-${role}`,
          categories: ['MESSAGES'],
        }),
      );
      expect(JSON.stringify(told.events)).not.toContain('was');
    },
  );

  it('is not offered where the organisation has none, for nobody', async () => {
    const marieke = writers.person('Marieke', 'REPRESENTATIVE', { organisation: 'vivium' });
    expect((await startThread(marieke)).refused).toEqual([['startMessageThread', 'MESSAGES_NOT_OFFERED']]);
    expect((await marieke.ask(OWN, { id: ANNA })).refused).toEqual([['client.messageThreads', 'MESSAGES_NOT_OFFERED']]);
    const form = await marieke.ask('query ($id: ID!) { client(id: $id) { messageForm { longestText } } }', {
      id: ANNA,
    });
    expect(form.refused).toEqual([['client.messageForm', 'MESSAGES_NOT_OFFERED']]);
    const staff = writers.staff('Marloes', 'ADMINISTRATOR', 'vivium');
    expect((await staff.ask(OF_ORGANISATION, { of: 'vivium' })).refused).toEqual([
      ['messageThreads', 'MESSAGES_NOT_OFFERED'],
    ]);
  });

  it.each([
    ['no subject', '  ', 'tekst'],
    ['no text', 'De was', ' \n '],
    ['a subject of two lines', 'een\ntwee', 'tekst'],
    ['a subject that is too long', 'x'.repeat(101), 'tekst'],
    ['a text that is too long', 'De was', 'x'.repeat(4_001)],
    ['NUL', 'De was', 'a\u0000b'],
    ['an escape', 'De was', 'a\u001b[31mb'],
    ['a tab in the subject', 'De\twas', 'tekst'],
    ['a turn of the writing direction', 'De was', 'a\u202eb'],
    ['half a character', 'De was', 'a\ud800b'],
  ])('with %s is bad input, and nothing is kept', async (_what, subject, text) => {
    const nobody = writers.person('Rudi', 'CLIENT');
    const told = await startThread(nobody, subject, text);
    expect(told.refused).toEqual([['startMessageThread', 'BAD_INPUT']]);
    expect((await nobody.ask(OWN, { id: ANNA })).data).toMatchObject({ client: { messageThreads: { edges: [] } } });
  });

  it('may hold what people write: accents, emoji of several parts, empty lines', async () => {
    const text = 'Één vraag 👩‍👩‍👧\n\n\tGroet, Zoë';
    expect(messagesIn(await startThread(writers.person('Zoë', 'CLIENT'), 'Vraag', text))).toMatchObject([{ text }]);
  });

  it.each([
    ['ACCEPT_TERMS', 'TERMS_NOT_ACCEPTED'],
    ['CONFIRM_BSN', 'BSN_NOT_CONFIRMED'],
  ] as const)('waits for the step %s (V1)', async (step, code) => {
    const told = await startThread(writers.person('Mien', 'CLIENT', { pending: [step] }));
    expect(told.refused).toEqual([['startMessageThread', code]]);
  });
});

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

describe('lists of threads', () => {
  it('hold the own threads about that client and no other, the latest word first, page by page', async () => {
    const hetty = writers.person('Hetty', 'CONTACT');
    for (const minute of [1, 2, 3]) await startThread(later(hetty, minute), `Vraag ${minute}`);
    await startThread(writers.person('Joost', 'REPRESENTATIVE'), 'Van Joost');
    const abroad = Object.assign(writers.person('Hetty', 'CONTACT', { client: MIES }), { account: accountOf('Hetty') });
    await startThread(abroad, 'Over Mies', 'Dag', MIES);
    const first = (await hetty.ask(OWN, { id: ANNA, first: 2 })).data as { client: Threads };
    expect(subjectsIn(first.client)).toEqual(['Vraag 3', 'Vraag 2']);
    const after = first.client.messageThreads.pageInfo.endCursor;
    const second = (await hetty.ask(OWN, { id: ANNA, first: 2, after })).data as { client: Threads };
    expect(subjectsIn(second.client)).toEqual(['Vraag 1']);
    expect(second.client.messageThreads.pageInfo.hasNextPage).toBe(false);
  });

  it('hold for staff those of their organisation, with a look on the log for each client', async () => {
    const ilse = writers.staff('Ilse');
    const told = await ilse.ask(OF_ORGANISATION, { of: 'rozelaar' });
    expect(subjectsIn(told.data as Threads)).toEqual(expect.arrayContaining(['Vraag 3', 'Van Joost', 'Over Mies']));
    const looks = told.events.filter(({ kind }) => kind === 'THREAD_READ');
    expect(looks.map(({ client }) => client).sort()).toEqual([ANNA, MIES]);
    for (const other of ['vivium', 'nergens']) {
      const refused = await ilse.ask(OF_ORGANISATION, { of: other });
      expect(refused.refused).toEqual([['messageThreads', 'ACCESS_REFUSED']]);
      expect(refused.events).toMatchObject([{ outcome: 'REFUSED' }]);
    }
  });

  it.each([
    [{ first: 51 }, 'PAGE_TOO_LARGE'],
    [{ first: 0 }, 'PAGE_TOO_LARGE'],
    [{ after: 'onzin' }, 'BAD_CURSOR'],
    [{ after: cursor('2026-03-10', 'geen uuid') }, 'BAD_CURSOR'],
    [{ after: cursor('March 3, 2026', NOBODY) }, 'BAD_CURSOR'],
  ])('refuse the page %j', async (page, code) => {
    const told = await writers.person('Betsy', 'CLIENT').ask(OWN, { id: ANNA, ...page });
    expect(told.refused).toEqual([['client.messageThreads', code]]);
  });
});

interface Threads {
  messageThreads: { edges: { node: { subject: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
}

function subjectsIn({ messageThreads }: Threads): string[] {
  return messageThreads.edges.map(({ node }) => node.subject);
}

function cursor(time: string, id: string): string {
  return Buffer.from(JSON.stringify([time, id])).toString('base64url');
}

describe('the non-urgent notice (V12)', () => {
  const FORM = `query ($id: ID!) { client(id: $id) {
    messageForm { longestSubject longestText notice { text contactPoint { name telephone } } }
    objectionForm { longestSubject longestText notice { text contactPoint { name telephone } } } } }`;

  it.each([
    ['nl', 'Mijn Cliëntportaal is niet bedoeld voor spoed'],
    ['en', 'Mijn Cliëntportaal is not for urgent matters'],
  ] as const)('goes with every form, and names whom to call (V18, V19), in %s', async (language, text) => {
    const betsy = Object.assign(writers.person('Betsy', 'CLIENT'), { language });
    const notice = { text: expect.stringContaining(text), contactPoint: { name: 'Noor de Wit', telephone: '020 1' } };
    expect((await betsy.ask(FORM, { id: ANNA })).data).toEqual({
      client: {
        messageForm: { longestSubject: 100, longestText: 4_000, notice },
        objectionForm: { longestSubject: null, longestText: 4_000, notice },
      },
    });
  });

  it('goes with every thread, and stays there when the ECD fails (V12)', async () => {
    const betsy = writers.person('Betsy', 'CLIENT');
    const { id } = threadIn(await startThread(betsy));
    betsy.ecd.replies.careTeam = () => Promise.reject(new Error('down'));
    const told = await betsy.ask(
      'query ($id: ID!) { messageThread(id: $id) { notice { text contactPoint { name } } } }',
      { id },
    );
    expect(told.data).toEqual({
      messageThread: { notice: { text: expect.stringContaining('spoed'), contactPoint: null } },
    });
    expect(told.refused).toEqual([['messageThread.notice.contactPoint', 'ECD_UNAVAILABLE']]);
  });

  it('has no form of objection for a contact, who cannot ask for it', async () => {
    const told = await writers.person('Hetty', 'CONTACT').ask(FORM, { id: ANNA });
    expect(told.refused).toEqual([['client.objectionForm', 'ACCESS_REFUSED']]);
  });

  it('names no contact of the client to staff, who read no dossier', async () => {
    const { id } = threadIn(await startThread(writers.person('Betsy', 'CLIENT')));
    const told = await writers
      .staff('Ilse')
      .ask(
        'query ($id: ID!) { messageThread(id: $id) { notice { text contactPoint { name } } client { id name { text } } } }',
        { id },
      );
    expect(told.refused.sort()).toEqual([
      ['messageThread.client.name', 'ACCESS_REFUSED'],
      ['messageThread.notice.contactPoint', 'ACCESS_REFUSED'],
    ]);
    expect(told.ecd.asked).toEqual([]);
  });
});

describe('two roles in one query', () => {
  it('write about each client as what they are for that client', async () => {
    const sanne = writers.person('Sanne', 'REPRESENTATIVE');
    const both = Object.assign(
      new (sanne.constructor as typeof DossierGraph)([
        relation('REPRESENTATIVE', { organisation: 'rozelaar' }),
        relation('CONTACT', { organisation: 'rozelaar', client: MIES }),
      ]),
      { name: 'Sanne', account: accountOf('Sanne'), additions: writers.additions },
    );
    expect(threadIn(await startThread(both)).startedBy.role).toBe('REPRESENTATIVE');
    expect(threadIn(await startThread(both, 'a', 'b', MIES)).startedBy.role).toBe('CONTACT');
  });
});
