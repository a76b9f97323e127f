/**
 * Joost, representative of his mother Betsy at De Rozelaar, writes to the care team and disagrees with a report; at
 * Vivium there are no messages.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fetch } from 'undici';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const MESSAGES = 'messages { edges { node { id text hidden hiddenReason read author { name role } } } }';
const START = `mutation($id: ID!, $text: String!) {
  startMessageThread(clientId: $id, subject: "De bril van mijn moeder", text: $text, recipient: PRIMARY_NURSE) {
    id recipient { name } notice { text } } }`;
const THREAD = `query($id: ID!) { messageThread(id: $id) { subject unread ${MESSAGES} } }`;
const STAFF_LIST = `query($of: ID!) { messageThreads(organisation: $of) { edges { node { id subject unread
  client { id } startedBy { name role } recipient { role name } } } } }`;
const LOG = 'query($id: ID!) { client(id: $id) { accessLog(first: 50) { edges { node { kind agent { name } } } } } }';

interface Thread {
  subject: string;
  unread: number;
  messages: {
    edges: {
      node: {
        id: string;
        text: string | null;
        hidden: boolean;
        hiddenReason: string | null;
        read: boolean;
        author: { name: string; role: string };
      };
    }[];
  };
}

describe('messages and objections', () => {
  let system: System;
  let joost: Visitor;
  let hetty: Visitor;
  let ilse: Visitor;
  let marloes: Visitor;
  let betsy: string;
  let thread: string;
  let evv: string;
  let objection: string;

  const read = async (visitor: Visitor) =>
    (await visitor.get<{ messageThread: Thread }>(THREAD, { id: thread })).messageThread;

  beforeAll(async () => {
    system = await startSystem();
    joost = await new Visitor(system, 'joost').enter();
    hetty = await new Visitor(system, 'hetty').enter();
    ilse = await new Visitor(system, 'rozelaar-administrator').enter();
    marloes = await new Visitor(system, 'vivium-administrator').enter();
    betsy = await joost.clientAs('REPRESENTATIVE');
  });
  afterAll(() => system.stop());

  it('writes to the EVV, and is told that this is not for what is urgent (R27, V12)', async () => {
    const { startMessageThread: started } = await joost.get<{
      startMessageThread: { id: string; recipient: { name: string }; notice: { text: string } };
    }>(START, { id: betsy, text: 'Haar bril is kwijt. Weet iemand waar hij is?' });
    thread = started.id;
    evv = started.recipient.name;
    expect(started.notice.text).toMatch(/niet bedoeld voor spoed|not for urgent matters/);
  });

  it('is read and answered by the administration, each message with its author (R32)', async () => {
    const { messageThreads } = await ilse.get<{
      messageThreads: { edges: { node: { id: string; subject: string; client: { id: string } } }[] };
    }>(STAFF_LIST, { of: 'rozelaar' });
    expect(messageThreads.edges.map(({ node }) => node)).toEqual([
      {
        id: thread,
        subject: 'De bril van mijn moeder',
        unread: 1,
        client: { id: betsy },
        startedBy: { name: 'Joost van der Meulen', role: 'REPRESENTATIVE' },
        recipient: { role: 'PRIMARY_NURSE', name: evv },
      },
    ]);
    await ilse.get('mutation($id: ID!) { markThreadRead(threadId: $id) { unread } }', { id: thread });
    await ilse.get('mutation($id: ID!, $text: String!) { replyAsStaff(threadId: $id, text: $text) { id } }', {
      id: thread,
      text: 'Gevonden, onder het bed.',
    });
    const { unread, messages } = await read(joost);
    expect(unread).toBe(1);
    expect(messages.edges.map(({ node: { text, read: seen, author } }) => [text, seen, author.role])).toEqual([
      ['Gevonden, onder het bed.', false, 'STAFF'],
      ['Haar bril is kwijt. Weet iemand waar hij is?', true, 'REPRESENTATIVE'],
    ]);
  });

  it('keeps a thread from whoever else has access to the same client, and from another organisation (R27)', async () => {
    for (const other of [hetty, marloes, await new Visitor(system, 'betsy').enter()]) {
      const { data, errors } = await other.ask(THREAD, { id: thread });
      expect([data, codes(errors)]).toEqual([{ messageThread: null }, ['messageThread: ACCESS_REFUSED']]);
    }
    const { errors } = await marloes.ask(STAFF_LIST, { of: 'rozelaar' });
    expect(codes(errors)).toEqual(['messageThreads: ACCESS_REFUSED']);
  });

  it('hides a message with a reason, which its author is told (R27)', async () => {
    const reply = 'mutation($id: ID!, $text: String!) { replyToThread(threadId: $id, text: $text) { id } }';
    await joost.get(reply, { id: thread, text: 'Dat werd tijd, stelletje prutsers.' });
    const [last] = (await read(joost)).messages.edges;
    const hide = 'mutation($id: ID!) { hideMessage(messageId: $id, reason: "Onbehoorlijke taal") { id } }';
    expect(codes((await joost.ask(hide, { id: last?.node.id })).errors)).toEqual(['hideMessage: ACCESS_REFUSED']);
    await ilse.get(hide, { id: last?.node.id });
    expect((await read(joost)).messages.edges[0]?.node).toMatchObject({
      text: null,
      hidden: true,
      hiddenReason: 'Onbehoorlijke taal',
    });
  });

  it('is refused at Vivium, which has no messages (R27)', async () => {
    const henk = await new Visitor(system, 'henk').enter();
    const client = await henk.clientAs('CLIENT');
    const { errors } = await henk.ask(START, { id: client, text: 'Dag' });
    expect(codes(errors)).toEqual(['startMessageThread: MESSAGES_NOT_OFFERED']);
    expect(codes((await marloes.ask(STAFF_LIST, { of: 'vivium' })).errors)).toEqual([
      'messageThreads: MESSAGES_NOT_OFFERED',
    ]);
  });

  it('adds to the life story, beside it; a contact who does not see that sees none (R32, V38)', async () => {
    const add = 'mutation($id: ID!) { addToLifeStory(clientId: $id, text: "Zij zong in het koor.") { id } }';
    const list = `query($id: ID!) { client(id: $id) { lifeStory { chapters { answers { answer } } }
      lifeStoryAdditions { edges { node { text hidden author { name } } } } } }`;
    const { addToLifeStory } = await joost.get<{ addToLifeStory: { id: string } }>(add, { id: betsy });
    const hide = 'mutation($id: ID!) { hideLifeStoryAddition(id: $id, reason: "Op verzoek") { text } }';
    const seen = async () => (await joost.get<{ client: { lifeStoryAdditions: unknown } }>(list, { id: betsy })).client;
    const addition = { text: 'Zij zong in het koor.', hidden: false, author: { name: 'Joost van der Meulen' } };
    expect((await seen()).lifeStoryAdditions).toEqual({ edges: [{ node: addition }] });
    await ilse.get(hide, { id: addToLifeStory.id });
    const hidden = await seen();
    expect(hidden.lifeStoryAdditions).toMatchObject({ edges: [{ node: { text: null, hidden: true } }] });
    expect(JSON.stringify(hidden)).not.toContain('koor');
    expect(codes((await hetty.ask(add, { id: betsy })).errors)).toEqual(['addToLifeStory: ACCESS_REFUSED']);
  });

  it('asks for a correction, with a due date of a month, and changes nothing in the dossier (V33, V38)', async () => {
    const reports = 'query($id: ID!) { client(id: $id) { reports(first: 50) { edges { node { id text } } } } }';
    const before = await joost.get(reports, { id: betsy });
    const { requestObjection } = await joost.get<{
      requestObjection: { id: string; status: string; receivedAt: string; dueOn: string };
    }>(
      `mutation($id: ID!) { requestObjection(clientId: $id, kind: CORRECTION, text: "Zij viel niet, zij ging zitten.") {
         id status receivedAt dueOn } }`,
      { id: betsy },
    );
    objection = requestObjection.id;
    const days = (Date.parse(requestObjection.dueOn) - Date.parse(requestObjection.receivedAt)) / 86_400_000;
    expect(requestObjection.status).toBe('RECEIVED');
    expect(days).toBeGreaterThan(26);
    expect(days).toBeLessThan(32);
    expect(await joost.get(reports, { id: betsy })).toEqual(before);
  });

  it('is not asked for by a contact (V33)', async () => {
    const ask = 'mutation($id: ID!) { requestObjection(clientId: $id, kind: DESTRUCTION, text: "Weg ermee") { id } }';
    expect(codes((await hetty.ask(ask, { id: betsy })).errors)).toEqual(['requestObjection: ACCESS_REFUSED']);
  });

  it('is taken up, extended with a reason and decided with an answer, which the asker reads (V33)', async () => {
    for (const mutation of [
      'takeUpObjection(id: $id, reason: "Voorgelegd aan het team")',
      'extendObjection(id: $id, reason: "Wij wachten op de arts")',
      'decideObjection(id: $id, decision: GRANTED, answer: "De rapportage is aangevuld.", reason: "Akkoord team")',
    ]) {
      expect(codes((await marloes.ask(`mutation($id: ID!) { ${mutation} { id } }`, { id: objection })).errors)).toEqual(
        [`${mutation.split('(')[0] ?? ''}: ACCESS_REFUSED`],
      );
      await ilse.get(`mutation($id: ID!) { ${mutation} { id } }`, { id: objection });
    }
    const { client } = await joost.get<{
      client: { objectionRequests: { edges: { node: { history: { status: string; note: string | null }[] } }[] } };
    }>(
      `query($id: ID!) { client(id: $id) { objectionRequests { edges { node { history { status note at by { name } } } } } } }`,
      { id: betsy },
    );
    expect(client.objectionRequests.edges[0]?.node.history).toMatchObject([
      { status: 'RECEIVED', note: null },
      { status: 'IN_PROGRESS', note: null },
      { status: 'IN_PROGRESS', note: 'Wij wachten op de arts' },
      { status: 'GRANTED', note: 'De rapportage is aangevuld.' },
    ]);
  });

  it('prints what may be seen, on the log; and not what may not (V5, R21)', async () => {
    const print = `mutation($id: ID!, $sections: [Section!]!) {
      recordExport(clientId: $id, sections: $sections, form: PRINT) }`;
    expect(await hetty.get(print, { id: betsy, sections: ['REPORTS'] })).toEqual({ recordExport: true });
    const { errors } = await hetty.ask(print, { id: betsy, sections: ['CARE_PLAN'] });
    expect(codes(errors)).toEqual(['recordExport: ACCESS_REFUSED']);
  });

  it('leaves all of it on the log that client and representative read', async () => {
    const { client } = await joost.get<{
      client: { accessLog: { edges: { node: { kind: string; agent: { name: string } } }[] } };
    }>(LOG, { id: betsy });
    const lines = client.accessLog.edges.map(({ node }) => `${node.agent.name} ${node.kind}`);
    expect(lines).toEqual(
      expect.arrayContaining([
        'Joost van der Meulen THREAD_MESSAGE_SENT',
        'Ilse Bruin THREAD_READ',
        'Ilse Bruin THREAD_MESSAGE_SENT',
        'Ilse Bruin THREAD_MESSAGE_HIDDEN',
        'Joost van der Meulen ADDITION_CHANGED',
        'Ilse Bruin ADDITION_HIDDEN',
        'Joost van der Meulen OBJECTION_CHANGED',
        'Ilse Bruin OBJECTION_CHANGED',
        'Hetty Brandsma DOSSIER_EXPORTED',
      ]),
    );
  });

  it('has no public address: nothing opens without a sign-in, and no answer is kept on the way (V4, V5)', async () => {
    const proxied = { 'content-type': 'application/json', 'x-forwarded-proto': 'https' };
    const signedIn = { ...proxied, authorization: `Bearer ${joost.session?.accessToken ?? ''}` };
    const post = (query: string, headers: Record<string, string>) =>
      fetch(`${system.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const client = `{ client(id: "${betsy}") { name { text } } }`;
    for (const query of [client, `{ messageThread(id: "${thread}") { subject } }`]) {
      const answer = await post(query, { ...proxied, 'x-forwarded-for': '198.51.100.99' });
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.text()).toContain('UNAUTHENTICATED');
      const { authorization } = signedIn;
      const link = await fetch(`${system.url}/graphql?query=${encodeURIComponent(query)}`, {
        headers: { 'x-forwarded-proto': 'https', authorization },
      });
      expect(link.status).toBeGreaterThanOrEqual(400);
      expect(await link.text()).not.toMatch(/Betsy|bril/);
    }
    const answer = await post(client, signedIn);
    expect(await answer.text()).toContain('Betsy');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });
});
