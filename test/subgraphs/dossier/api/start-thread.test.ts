import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANNA, MIES, relation, DossierGraph } from './dossier-graph.js';
import { nurse } from './stub-ecd.js';
import { accountOf, messagesIn, openWriters, readThread, startThread, threadIn, type Writers } from './writers.js';

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
    const whom = await marieke.ask('query ($id: ID!) { client(id: $id) { messageRecipients { role } } }', { id: ANNA });
    expect(whom.refused).toEqual([['client.messageRecipients', 'MESSAGES_NOT_OFFERED']]);
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
    ['a subject of two lines, in Unicode’s own way', 'een\u2028twee', 'tekst'],
    ['nothing that can be seen', '\u200b\u3164', '\u2060\u200d'],
  ])('with %s is bad input, and nothing is kept', async (_what, subject, text) => {
    const nobody = writers.person('Rudi', 'CLIENT');
    const told = await startThread(nobody, subject, text);
    expect(told.refused).toEqual([['startMessageThread', 'BAD_INPUT']]);
    expect((await nobody.ask(OWN, { id: ANNA })).data).toMatchObject({ client: { messageThreads: { edges: [] } } });
  });

  it('may hold what people write: accents, emoji of several parts or of next year, empty lines', async () => {
    // the last one is in no version of Unicode yet
    const text = 'Één vraag 👩‍👩‍👧\n\n\tGroet, Zoë \u{1faff}';
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

describe('whom a thread is for', () => {
  const TO = `mutation ($id: ID!, $to: MessageRecipientRole!) {
    startMessageThread(clientId: $id, subject: "Dag", text: "Dag", recipient: $to) { id recipient { role name } } }`;
  const WHOM = 'query ($id: ID!) { client(id: $id) { messageRecipients { role name } } }';
  const LIST = `query { messageThreads(organisation: "rozelaar", first: 50) {
    edges { node { id recipient { role name } } } } }`;
  const team = { role: 'CARE_TEAM', name: null };

  it('is the care team, or the EVV by the name of that moment; staff sees it in their list (R27)', async () => {
    const betsy = writers.person('Betsy', 'CLIENT');
    const nurse = { role: 'PRIMARY_NURSE', name: 'Noor de Wit' };
    expect((await betsy.ask(WHOM, { id: ANNA })).data).toEqual({ client: { messageRecipients: [team, nurse] } });
    const told = await betsy.ask(TO, { id: ANNA, to: 'PRIMARY_NURSE' });
    const { id, recipient } = threadIn(told);
    expect(recipient).toEqual(nurse);
    betsy.ecd.replies.careTeam = async () => [];
    expect(threadIn(await readThread(betsy, id)).recipient).toEqual(nurse);
    expect((await writers.staff('Ilse').ask(LIST)).data).toMatchObject({
      messageThreads: { edges: expect.arrayContaining([{ node: { id, recipient: nurse } }]) },
    });
  });

  it('is the care team when nothing is said, also while the ECD fails', async () => {
    const betsy = writers.person('Betsy', 'CLIENT');
    betsy.ecd.replies.careTeam = () => Promise.reject(new Error('down'));
    expect(threadIn(await startThread(betsy)).recipient).toEqual(team);
    expect((await betsy.ask(TO, { id: ANNA, to: 'PRIMARY_NURSE' })).refused).toEqual([
      ['startMessageThread', 'ECD_UNAVAILABLE'],
    ]);
  });

  it('is not an EVV whom the client has not', async () => {
    const betsy = writers.person('Betsy', 'CLIENT');
    betsy.ecd.replies.careTeam = async () => [{ ...nurse, primaryNurse: false }];
    expect((await betsy.ask(WHOM, { id: ANNA })).data).toEqual({ client: { messageRecipients: [team] } });
    const told = await betsy.ask(TO, { id: ANNA, to: 'PRIMARY_NURSE' });
    expect(told.refused).toEqual([['startMessageThread', 'BAD_INPUT']]);
  });
});

describe('two roles in one query', () => {
  it('write about each client as what they are for that client', async () => {
    const both = Object.assign(
      new DossierGraph([
        relation('REPRESENTATIVE', { organisation: 'rozelaar' }),
        relation('CONTACT', { organisation: 'rozelaar', client: MIES }),
      ]),
      { name: 'Sanne', account: accountOf('Sanne'), additions: writers.additions, stepsOn: writers.stepsOn },
    );
    expect(threadIn(await startThread(both)).startedBy.role).toBe('REPRESENTATIVE');
    expect(threadIn(await startThread(both, 'a', 'b', MIES)).startedBy.role).toBe('CONTACT');
  });
});
