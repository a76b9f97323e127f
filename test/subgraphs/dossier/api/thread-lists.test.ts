import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANNA, MIES, NOBODY, NOW, type DossierGraph } from './dossier-graph.js';
import { accountOf, openWriters, startThread, type Writers } from './writers.js';

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
