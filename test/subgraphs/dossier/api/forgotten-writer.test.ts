import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANNA, NOW, type DossierGraph, type Told } from './dossier-graph.js';
import { accountOf, openWriters, readThread, startThread, threadIn, type Writers } from './writers.js';

const ADD = 'mutation ($id: ID!) { addToLifeStory(clientId: $id, text: "Wij dansten.") { id author { name role } } }';
const ADDITIONS = `query ($id: ID!) { client(id: $id) { lifeStoryAdditions { edges { node {
  text author { name role isCaller } } } } } }`;
const ASK = `mutation ($id: ID!) { requestObjection(clientId: $id, kind: CORRECTION, text: "Ik viel niet.") {
  id askedBy { name } history { by { name } } } }`;
const REQUESTS = `query ($id: ID!) { client(id: $id) { objectionRequests { edges { node {
  text askedBy { name role } history { by { name role } } } } } } }`;

let writers: Writers;
let ilse: DossierGraph;
let loes: DossierGraph;
let mien: DossierGraph;
let threadId: string;

beforeAll(async () => {
  writers = await openWriters();
  ilse = Object.assign(writers.staff('Ilse'), { now: new Date(NOW.getTime() + 60_000) });
  [loes, mien] = [writers.person('Loes', 'REPRESENTATIVE'), writers.person('Mien', 'CLIENT')];
  for (const person of [loes, mien]) {
    await person.ask(ADD, { id: ANNA });
    await person.ask(ASK, { id: ANNA });
  }
  threadId = threadIn(await startThread(loes, 'De was', 'Wie wast er?')).id;
  await ilse.ask('mutation ($id: ID!) { replyAsStaff(threadId: $id, text: "Wij.") { id } }', { id: threadId });
  // twice, as identity does when it did not hear that it was done
  await writers.names.forget(accountOf('Loes'), NOW);
  await writers.names.forget(accountOf('Loes'), NOW);
});
afterAll(() => writers.close());

const nodesOf = ({ data }: Told, list: string) =>
  (data as { client: Record<string, { edges: { node: object }[] }> }).client[list]?.edges.map(({ node }) => node);

describe('somebody who wrote, and whose account was deleted (R18)', () => {
  it('has no name in threads and messages; what was written stays, and as whom (R32)', async () => {
    const gone = { name: null, role: 'REPRESENTATIVE' };
    expect(threadIn(await readThread(ilse, threadId))).toMatchObject({
      subject: 'De was',
      startedBy: gone,
      messages: {
        edges: [{ node: { text: 'Wij.', author: { name: 'Ilse' } } }, { node: { text: 'Wie wast er?', author: gone } }],
      },
    });
  });

  it('has none in objection requests and their history, nor beside the life story; others keep theirs', async () => {
    const [gone, stays] = [
      { name: null, role: 'REPRESENTATIVE' },
      { name: 'Mien', role: 'CLIENT' },
    ];
    const requests = nodesOf(await mien.ask(REQUESTS, { id: ANNA }), 'objectionRequests');
    expect(requests).toHaveLength(2);
    for (const author of [gone, stays]) {
      expect(requests).toContainEqual({ text: 'Ik viel niet.', askedBy: author, history: [{ by: author }] });
    }
    const additions = nodesOf(await mien.ask(ADDITIONS, { id: ANNA }), 'lifeStoryAdditions');
    expect(additions).toHaveLength(2);
    expect(additions).toContainEqual({ text: 'Wij dansten.', author: { ...gone, isCaller: false } });
    expect(additions).toContainEqual({ text: 'Wij dansten.', author: { ...stays, isCaller: true } });
  });

  it('gets no name back by what comes late', async () => {
    expect((await loes.ask(ADD, { id: ANNA })).data).toMatchObject({ addToLifeStory: { author: { name: null } } });
    await loes.ask(ASK, { id: ANNA });
    expect(threadIn(await startThread(loes, 'Laat', 'Nog iets')).startedBy.name).toBeNull();
    for (const table of ['message_thread', 'thread_message', 'objection_request', 'objection_change']) {
      const sealed = `SELECT FROM ${table} WHERE account_id = $1 AND name_sealed IS NOT NULL`;
      expect(await writers.database.query(sealed, [accountOf('Loes')])).toEqual([]);
    }
  });

  it('is forgotten in what is being written at that very moment', async () => {
    const wim = writers.person('Wim', 'CONTACT', { sections: ['LIFE_STORY'] });
    const writing = Array.from({ length: 8 }, () => wim.ask(ADD, { id: ANNA }));
    await Promise.all([...writing, writers.names.forget(accountOf('Wim'), NOW)]);
    const kept = await writers.database.query<{ name: unknown }[]>(
      'SELECT name_sealed AS name FROM life_story_addition WHERE account_id = $1',
      [accountOf('Wim')],
    );
    expect(kept).toEqual(Array(8).fill({ name: null }));
  });
});
