import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ANNA, MIES, NOBODY, NOW, type DossierGraph, type Told } from './dossier-graph.js';
import { openWriters, type Writers } from './writers.js';

const ADDITION =
  'id chapter question text hidden hiddenReason writtenAt changedAt client { id } author { name role isCaller }';
const ADD = `mutation ($id: ID!, $chapter: String, $question: String, $text: String!) {
  addToLifeStory(clientId: $id, chapter: $chapter, question: $question, text: $text) { ${ADDITION} } }`;
const CHANGE = `mutation ($id: ID!, $chapter: String, $text: String!) {
  changeLifeStoryAddition(id: $id, chapter: $chapter, text: $text) { ${ADDITION} } }`;
const REMOVE = 'mutation ($id: ID!) { removeLifeStoryAddition(id: $id) }';
const HIDE = `mutation ($id: ID!, $reason: String! = "Onbehoorlijke taal") {
  hideLifeStoryAddition(id: $id, reason: $reason) { ${ADDITION} } }`;
const SHOW = `mutation ($id: ID!, $reason: String! = "Bij nader inzien") {
  showLifeStoryAddition(id: $id, reason: $reason) { ${ADDITION} } }`;
const OWN = `query ($id: ID!, $first: Int! = 20, $after: String) { client(id: $id) {
  lifeStory { updatedOn } lifeStoryAdditions(first: $first, after: $after) {
    edges { node { ${ADDITION} } } pageInfo { hasNextPage endCursor } } } }`;
const OF_ORGANISATION = `query ($of: ID!) { lifeStoryAdditions(organisation: $of, first: 50) {
  edges { node { ${ADDITION} } } } }`;
const FORM = `query ($id: ID!) { client(id: $id) {
  lifeStoryAdditionForm { longestSubject longestText notice { text } } } }`;

interface Seen {
  id: string;
  text: string | null;
}
interface List {
  edges: { node: Seen }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

const seen = ({ data }: Told): Seen => Object.values(data as Record<string, Seen>)[0] as Seen;
const ownList = ({ data }: Told) => (data as { client: { lifeStoryAdditions: List } }).client.lifeStoryAdditions;

let writers: Writers;
let betsy: DossierGraph;
let hetty: DossierGraph;
let ilse: DossierGraph;
beforeAll(async () => {
  writers = await openWriters();
});
afterAll(() => writers.close());
beforeEach(async () => {
  await writers.database.query('DELETE FROM life_story_addition');
  betsy = writers.person('Betsy', 'CLIENT');
  hetty = writers.person('Hetty', 'CONTACT', { sections: ['LIFE_STORY'] });
  ilse = writers.staff('Ilse');
});

const add = async (who: DossierGraph, text = 'Wij dansten elke zaterdag.', changes: object = {}) =>
  who.ask(ADD, { id: ANNA, text, ...changes });
const later = (graph: DossierGraph, minutes: number) =>
  Object.assign(graph, { now: new Date(NOW.getTime() + minutes * 60_000) });

describe('an addition to the life story (R32)', () => {
  it.each(['CLIENT', 'REPRESENTATIVE', 'CONTACT'] as const)(
    'is written by a %s who sees the story, and marked with its author',
    async (role) => {
      const writer = writers.person(`Loes ${role}`, role, { sections: ['LIFE_STORY'] });
      const told = await add(writer, ' Wij dansten.\r\nElke zaterdag. ', { chapter: 'Jeugd', question: 'Wat deed u?' });
      expect(told.refused).toEqual([]);
      expect(told.data).toEqual({
        addToLifeStory: {
          id: expect.any(String),
          client: { id: ANNA },
          author: { name: `Loes ${role}`, role, isCaller: true },
          writtenAt: NOW.toISOString(),
          changedAt: null,
          chapter: 'Jeugd',
          question: 'Wat deed u?',
          text: 'Wij dansten.\nElke zaterdag.',
          hidden: false,
          hiddenReason: null,
        },
      });
      const change = { kind: 'ADDITION_CHANGED', action: 'C', outcome: 'OK', client: ANNA, role };
      expect(told.events).toContainEqual(expect.objectContaining({ ...change, categories: ['LIFE_STORY'] }));
      expect(JSON.stringify(told.events)).not.toMatch(/dansten|Jeugd/);
    },
  );

  it('stands beside the story of the ECD and never in it, for all who see that, newest first (V38)', async () => {
    for (const [minute, writer] of [betsy, hetty, betsy].entries()) await add(later(writer, minute), `Nr. ${minute}`);
    await add(writers.person('Mies', 'CLIENT', { client: MIES }), 'Van een ander', { id: MIES });
    const first = await hetty.ask(OWN, { id: ANNA, first: 2 });
    expect(ownList(first).edges.map(({ node }) => node.text)).toEqual(['Nr. 2', 'Nr. 1']);
    expect(first.data).toMatchObject({ client: { lifeStory: { updatedOn: '2026-01-02' } } });
    const second = await hetty.ask(OWN, { id: ANNA, first: 2, after: ownList(first).pageInfo.endCursor });
    expect(ownList(second)).toMatchObject({
      edges: [{ node: { text: 'Nr. 0', author: { name: 'Betsy', role: 'CLIENT', isCaller: false } } }],
      pageInfo: { hasNextPage: false },
    });
    expect(first.events).toMatchObject([{ kind: 'DOSSIER_READ', client: ANNA, categories: ['LIFE_STORY'] }]);
  });

  it('has a form with what may be written and the notice that goes with every form (V12)', async () => {
    expect((await betsy.ask(FORM, { id: ANNA })).data).toEqual({
      client: {
        lifeStoryAdditionForm: {
          longestSubject: 200,
          longestText: 4_000,
          notice: { text: expect.stringContaining('niet bedoeld voor spoed') },
        },
      },
    });
  });

  it.each([
    ['a contact with whom the story is not shared', () => writers.person('Jan', 'CONTACT'), 'ACCESS_REFUSED'],
    [
      'anybody of an organisation without (R32)',
      () => writers.person('Marieke', 'CLIENT', { organisation: 'vivium' }),
      'SECTION_NOT_OFFERED',
    ],
  ])('is not for %s, in no way, and the try is on record', async (_who, make, code) => {
    const told = await add(make());
    expect(told.refused).toEqual([['addToLifeStory', code]]);
    expect(told.events).toMatchObject([{ kind: 'ADDITION_CHANGED', outcome: 'REFUSED', reason: code }]);
    const read = await make().ask(OWN, { id: ANNA });
    expect(read.refused).toContainEqual(['client.lifeStoryAdditions', code]);
    expect((await make().ask(FORM, { id: ANNA })).refused).toEqual([['client.lifeStoryAdditionForm', code]]);
  });

  it.each([
    ['no text', { text: ' \n' }],
    ['a text that is too long', { text: 'x'.repeat(4_001) }],
    ['a chapter of two lines', { text: 'tekst', chapter: 'een\ntwee' }],
    ['a chapter that is too long', { text: 'tekst', chapter: 'x'.repeat(201) }],
    ['an empty question', { text: 'tekst', question: '' }],
    ['an escape', { text: 'a\u001b[31mb' }],
  ])('with %s is bad input, and nothing is kept', async (_what, content) => {
    const { id } = seen(await add(betsy, 'Het eerste'));
    expect((await add(betsy, '', content)).refused).toEqual([['addToLifeStory', 'BAD_INPUT']]);
    if (!('question' in content)) {
      const changed = await betsy.ask(CHANGE, { id, ...content });
      expect(changed.refused).toEqual([['changeLifeStoryAddition', 'BAD_INPUT']]);
    }
    expect(ownList(await betsy.ask(OWN, { id: ANNA })).edges.map(({ node }) => node.text)).toEqual(['Het eerste']);
  });
});

describe('who added something', () => {
  let id: string;
  beforeEach(async () => {
    id = seen(await add(hetty)).id;
  });

  it('changes it, with the time of that, and removes it for good; both are on record', async () => {
    const told = await later(hetty, 5).ask(CHANGE, { id, chapter: 'Trouwen', text: 'Elke vrijdag.' });
    const changedAt = '2026-03-10T12:05:00.000Z';
    expect(seen(told)).toMatchObject({ chapter: 'Trouwen', question: null, text: 'Elke vrijdag.', changedAt });
    expect(told.events).toContainEqual(expect.objectContaining({ kind: 'ADDITION_CHANGED', action: 'U' }));
    const gone = await hetty.ask(REMOVE, { id });
    expect(gone.data).toEqual({ removeLifeStoryAddition: true });
    expect(gone.events).toMatchObject([{ kind: 'ADDITION_CHANGED', action: 'D', client: ANNA, role: 'CONTACT' }]);
    expect(ownList(await betsy.ask(OWN, { id: ANNA })).edges).toEqual([]);
    expect(await writers.database.query('SELECT FROM life_story_addition')).toEqual([]);
  });

  it('may take it away, but not change it, once the story is shared no more', async () => {
    const unshared = writers.person('Hetty', 'CONTACT');
    expect((await unshared.ask(CHANGE, { id, text: 'x' })).refused).toEqual([
      ['changeLifeStoryAddition', 'ACCESS_REFUSED'],
    ]);
    expect((await unshared.ask(REMOVE, { id })).refused).toEqual([]);
  });

  it.each<[string, () => DossierGraph]>([
    ['the client', () => betsy],
    ['staff', () => ilse],
    [
      'the author when the relation is over',
      () => writers.person('Hetty', 'CONTACT', { validUntil: NOW.toISOString() }),
    ],
  ])('is the only one who may: not %s, who is told as of one that does not exist', async (_who, make) => {
    for (const [query, field] of [
      [CHANGE, 'changeLifeStoryAddition'],
      [REMOVE, 'removeLifeStoryAddition'],
    ] as const) {
      for (const which of [id, NOBODY, "' OR 1=1 --"]) {
        const told = await make().ask(query, { id: which, text: 'Niet van mij' });
        expect(told.refused.map(([path, code]) => [path, code])).toEqual([[field, 'ACCESS_REFUSED']]);
        expect(told.events).toMatchObject([{ outcome: 'REFUSED', reason: 'ACCESS_REFUSED' }]);
      }
    }
    expect(ownList(await betsy.ask(OWN, { id: ANNA })).edges).toHaveLength(1);
  });
});

describe('an addition that staff hides (R27)', () => {
  let id: string;
  beforeEach(async () => {
    id = seen(await add(hetty, 'Lelijke woorden', { chapter: 'Scheldwoord' })).id;
  });
  const asSeenBy = async (who: DossierGraph) => ownList(await who.ask(OWN, { id: ANNA })).edges[0]?.node;

  it('is found in the list of the organisation, each look on the log, and in no other', async () => {
    const told = await ilse.ask(OF_ORGANISATION, { of: 'rozelaar' });
    expect(told.data).toMatchObject({ lifeStoryAdditions: { edges: [{ node: { id, client: { id: ANNA } } }] } });
    expect(told.events).toMatchObject([
      { kind: 'ADDITION_READ', action: 'R', client: ANNA, role: 'ADMINISTRATOR', categories: ['LIFE_STORY'] },
    ]);
    const other = writers.staff('Marloes', 'ADMINISTRATOR', 'vivium');
    expect((await other.ask(OF_ORGANISATION, { of: 'vivium' })).refused).toEqual([
      ['lifeStoryAdditions', 'SECTION_NOT_OFFERED'],
    ]);
    for (const stranger of [other, writers.staff('Els', 'MEDIATOR'), betsy]) {
      for (const [query, field] of [
        [OF_ORGANISATION, 'lifeStoryAdditions'],
        [HIDE, 'hideLifeStoryAddition'],
        [SHOW, 'showLifeStoryAddition'],
      ] as const) {
        expect((await stranger.ask(query, { of: 'rozelaar', id })).refused).toEqual([[field, 'ACCESS_REFUSED']]);
      }
    }
  });

  it('shows that it was hidden, and its author why; nothing of what it said but to staff', async () => {
    const told = await ilse.ask(HIDE, { id });
    const hidden = { hidden: true, hiddenReason: 'Onbehoorlijke taal' };
    expect(seen(told)).toMatchObject({ text: 'Lelijke woorden', ...hidden });
    const event = { kind: 'ADDITION_HIDDEN', action: 'U', client: ANNA, justification: 'Onbehoorlijke taal' };
    expect(told.events).toContainEqual(expect.objectContaining(event));
    expect(await asSeenBy(hetty)).toMatchObject({ text: null, chapter: null, ...hidden });
    expect(await asSeenBy(betsy)).toMatchObject({ text: null, chapter: null, hidden: true, hiddenReason: null });
    const shown = await ilse.ask(SHOW, { id });
    expect(shown.events).toContainEqual(
      expect.objectContaining({ ...event, kind: 'ADDITION_SHOWN', justification: 'Bij nader inzien' }),
    );
    expect(await asSeenBy(betsy)).toMatchObject({ text: 'Lelijke woorden', chapter: 'Scheldwoord', hidden: false });
  });

  it('is hidden once, needs a reason for the log, and is not changed while hidden', async () => {
    expect((await ilse.ask(HIDE, { id, reason: 'x' })).refused).toEqual([['hideLifeStoryAddition', 'BAD_INPUT']]);
    const both = await Promise.all([1, 2].map(() => ilse.ask(HIDE, { id })));
    expect(both.flatMap(({ refused }) => refused)).toEqual([['hideLifeStoryAddition', 'NOT_FOUND']]);
    const changed = await hetty.ask(CHANGE, { id, text: 'Nette woorden' });
    expect(changed.refused).toEqual([['changeLifeStoryAddition', 'NOT_FOUND']]);
    expect((await hetty.ask(REMOVE, { id })).refused).toEqual([]);
    expect((await ilse.ask(SHOW, { id })).refused).toEqual([['showLifeStoryAddition', 'ACCESS_REFUSED']]);
  });
});
