import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ANNA, MIES, NOBODY, type DossierGraph, type Told } from './dossier-graph.js';
import { openWriters, type Writers } from './writers.js';

const REQUEST = `id kind text status dueOn extended overdue askedBy { name role isCaller }
  history { status dueOn note by { name role } }`;
const ASK = `mutation ($id: ID!, $kind: ObjectionKind! = CORRECTION, $text: String! = "Ik ben niet gevallen.") {
  requestObjection(clientId: $id, kind: $kind, text: $text) { ${REQUEST} } }`;
const WITHDRAW = `mutation ($id: ID!) { withdrawObjection(id: $id) { ${REQUEST} } }`;
const TAKE_UP = `mutation ($id: ID!, $reason: String! = "Ingepland") { takeUpObjection(id: $id, reason: $reason) { ${REQUEST} } }`;
const EXTEND = `mutation ($id: ID!, $reason: String! = "Veel verzoeken") { extendObjection(id: $id, reason: $reason) { ${REQUEST} } }`;
const DECIDE = `mutation ($id: ID!, $decision: ObjectionDecision! = GRANTED, $answer: String! = "U heeft gelijk.", $reason: String! = "Nagekeken") {
  decideObjection(id: $id, decision: $decision, answer: $answer, reason: $reason) { ${REQUEST} } }`;
const OWN = `query ($id: ID!) { client(id: $id) { objectionRequests { edges { node { ${REQUEST} } } } } }`;

interface Seen {
  id: string;
  status: string;
  dueOn: string;
  history: { status: string; dueOn: string; note: string | null; by: { name: string; role: string } }[];
}

function seen({ data }: Told): Seen {
  return Object.values(data as Record<string, Seen>)[0] as Seen;
}

function at(graph: DossierGraph, moment: string): DossierGraph {
  return Object.assign(graph, { now: new Date(moment) });
}

let writers: Writers;
beforeAll(async () => {
  writers = await openWriters();
});
afterAll(() => writers.close());

describe('an objection request (V33)', () => {
  it.each(['CLIENT', 'REPRESENTATIVE'] as const)('is made by a %s, at any organisation', async (role) => {
    for (const organisation of ['vivium', 'rozelaar']) {
      const told = await writers.person('Betsy', role, { organisation }).ask(ASK, { id: ANNA });
      expect(told.refused).toEqual([]);
      expect(seen(told)).toMatchObject({
        kind: 'CORRECTION',
        text: 'Ik ben niet gevallen.',
        status: 'RECEIVED',
        dueOn: '2026-04-10',
        extended: false,
        overdue: false,
        askedBy: { name: 'Betsy', role, isCaller: true },
        history: [{ status: 'RECEIVED', dueOn: '2026-04-10', note: null, by: { name: 'Betsy', role } }],
      });
      expect(told.events).toContainEqual(
        expect.objectContaining({
          kind: 'OBJECTION_CHANGED',
          action: 'C',
          organisation,
          client: ANNA,
          role,
          categories: ['OBJECTIONS'],
        }),
      );
    }
  });

  it('never reaches the ECD (V38)', async () => {
    const betsy = writers.person('Betsy', 'CLIENT');
    await betsy.ask(ASK, { id: ANNA, kind: 'DESTRUCTION' });
    expect(betsy.ecd.asked).toEqual([]);
  });

  it.each([
    ['2026-01-31T12:00:00Z', '2026-02-28'],
    ['2026-08-31T12:00:00Z', '2026-09-30'],
    ['2026-12-31T12:00:00Z', '2027-01-31'],
    ['2026-05-09T22:30:00Z', '2026-06-10'],
  ])('received at %s is due on %s, a month later where the organisation is', async (moment, due) => {
    const told = await at(writers.person('Betsy', 'CLIENT'), moment).ask(ASK, { id: ANNA });
    expect(seen(told).dueOn).toBe(due);
  });

  it('is refused to a contact, who does not see one either', async () => {
    const hetty = writers.person('Hetty', 'CONTACT', { sections: ['REPORTS'] });
    expect((await hetty.ask(ASK, { id: ANNA })).refused).toEqual([['requestObjection', 'ACCESS_REFUSED']]);
    expect((await hetty.ask(OWN, { id: ANNA })).refused).toEqual([['client.objectionRequests', 'ACCESS_REFUSED']]);
  });

  it('is refused about another client, as about one who does not exist', async () => {
    const betsy = writers.person('Betsy', 'CLIENT');
    for (const id of [MIES, NOBODY]) {
      expect((await betsy.ask(ASK, { id })).refused).toEqual([['requestObjection', 'ACCESS_REFUSED']]);
    }
  });

  it('is refused to who is a representative of one client and a contact of the other', async () => {
    const sanne = writers.person('Sanne', 'CONTACT');
    const two = Object.assign(writers.person('Sanne', 'REPRESENTATIVE', { client: MIES }), {});
    two['relations']?.push(...(sanne['relations'] ?? []));
    expect((await two.ask(ASK, { id: ANNA })).refused).toEqual([['requestObjection', 'ACCESS_REFUSED']]);
    expect((await two.ask(ASK, { id: MIES })).refused).toEqual([]);
  });

  it.each(['', ' ', 'x'.repeat(4_001), 'a\u0007b'])('with the text %j is bad input', async (text) => {
    const told = await writers.person('Betsy', 'CLIENT').ask(ASK, { id: ANNA, text });
    expect(told.refused).toEqual([['requestObjection', 'BAD_INPUT']]);
  });
});

describe('a request that was made (V33)', () => {
  let betsy: DossierGraph;
  let ilse: DossierGraph;
  let id: string;

  beforeEach(async () => {
    betsy = writers.person('Betsy', 'CLIENT');
    ilse = writers.staff('Ilse');
    id = seen(await betsy.ask(ASK, { id: ANNA })).id;
  });

  it('is taken up, extended and decided, all of it in its history and on the log', async () => {
    const told = [
      await ilse.ask(TAKE_UP, { id }),
      await ilse.ask(EXTEND, { id }),
      await ilse.ask(DECIDE, { id, decision: 'REFUSED', answer: 'Het klopt wel.' }),
    ];
    expect(told.flatMap(({ refused }) => refused)).toEqual([]);
    const by = { name: 'Ilse', role: 'STAFF' };
    expect(seen(told[2] as Told)).toMatchObject({
      status: 'REFUSED',
      dueOn: '2026-06-10',
      extended: true,
      history: [
        { status: 'RECEIVED', dueOn: '2026-04-10', note: null, by: { name: 'Betsy', role: 'CLIENT' } },
        { status: 'IN_PROGRESS', dueOn: '2026-04-10', note: null, by },
        { status: 'IN_PROGRESS', dueOn: '2026-06-10', note: 'Veel verzoeken', by },
        { status: 'REFUSED', dueOn: '2026-06-10', note: 'Het klopt wel.', by },
      ],
    });
    const changes = told.flatMap(({ events }) => events).filter(({ kind }) => kind === 'OBJECTION_CHANGED');
    expect(changes.map(({ justification, role, client }) => [justification, role, client])).toEqual(
      ['Ingepland', 'Veel verzoeken', 'Nagekeken'].map((reason) => [reason, 'ADMINISTRATOR', ANNA]),
    );
    expect(JSON.stringify(told.flatMap(({ events }) => events))).not.toContain('Het klopt wel');
  });

  it('is seen by client and representative, each look on the log', async () => {
    const told = await writers.person('Joost', 'REPRESENTATIVE').ask(OWN, { id: ANNA });
    const { edges } = (told.data as { client: { objectionRequests: { edges: { node: Seen }[] } } }).client
      .objectionRequests;
    expect(edges.map(({ node }) => node.id)).toContain(id);
    expect(told.events).toMatchObject([{ kind: 'DOSSIER_READ', client: ANNA, categories: ['OBJECTIONS'] }]);
  });

  it('is taken back by who asked, and by nobody else', async () => {
    expect((await writers.person('Joost', 'REPRESENTATIVE').ask(WITHDRAW, { id })).refused).toEqual([
      ['withdrawObjection', 'ACCESS_REFUSED'],
    ]);
    expect((await ilse.ask(WITHDRAW, { id })).refused).toEqual([['withdrawObjection', 'ACCESS_REFUSED']]);
    expect(seen(await betsy.ask(WITHDRAW, { id })).status).toBe('WITHDRAWN');
    for (const [field, query] of [
      ['takeUpObjection', TAKE_UP],
      ['extendObjection', EXTEND],
      ['decideObjection', DECIDE],
    ] as const) {
      expect((await ilse.ask(query, { id })).refused).toEqual([[field, 'OBJECTION_CHANGE_REFUSED']]);
    }
    expect((await betsy.ask(WITHDRAW, { id })).refused).toEqual([['withdrawObjection', 'OBJECTION_CHANGE_REFUSED']]);
  });

  it('is extended once, by two months, and not any more when its day has passed', async () => {
    expect(seen(await at(ilse, '2026-04-10T21:59:00Z').ask(EXTEND, { id })).dueOn).toBe('2026-06-10');
    expect((await ilse.ask(EXTEND, { id })).refused).toEqual([['extendObjection', 'OBJECTION_CHANGE_REFUSED']]);
    const other = seen(await betsy.ask(ASK, { id: ANNA })).id;
    expect((await at(ilse, '2026-04-10T22:00:00Z').ask(EXTEND, { id: other })).refused).toEqual([
      ['extendObjection', 'OBJECTION_CHANGE_REFUSED'],
    ]);
  });

  it('is decided once, by one of several who do so at once', async () => {
    const told = await Promise.all(
      ['GRANTED', 'REFUSED', 'GRANTED'].map((decision) => ilse.ask(DECIDE, { id, decision })),
    );
    expect(told.flatMap(({ refused }) => refused)).toEqual([
      ['decideObjection', 'OBJECTION_CHANGE_REFUSED'],
      ['decideObjection', 'OBJECTION_CHANGE_REFUSED'],
    ]);
    const won = told.find(({ refused }) => refused.length === 0) as Told;
    expect(seen(won).history).toHaveLength(2);
  });

  it.each<[string, () => DossierGraph]>([
    ['staff of another organisation', () => writers.staff('Marloes', 'ADMINISTRATOR', 'vivium')],
    ['a mediator', () => writers.staff('Els', 'MEDIATOR')],
    ['an auditor', () => writers.staff('Hassan', 'AUDITOR')],
    ['who asked', () => writers.person('Betsy', 'CLIENT')],
    [
      'who asked and is staff as well',
      () =>
        Object.assign(writers.person('Betsy', 'CLIENT'), {
          staff: [{ organisation: 'rozelaar', role: 'ADMINISTRATOR' as const }],
        }),
    ],
  ])('is not handled by %s', async (_who, make) => {
    for (const [field, query] of [
      ['takeUpObjection', TAKE_UP],
      ['extendObjection', EXTEND],
      ['decideObjection', DECIDE],
    ] as const) {
      const told = await make().ask(query, { id });
      expect(told.refused).toEqual([[field, 'ACCESS_REFUSED']]);
      expect(told.events).toMatchObject([{ outcome: 'REFUSED', reason: 'ACCESS_REFUSED' }]);
    }
  });

  it('is not handled without a reason for the log, or without an answer', async () => {
    expect((await ilse.ask(TAKE_UP, { id, reason: ' ' })).refused).toEqual([['takeUpObjection', 'BAD_INPUT']]);
    expect((await ilse.ask(DECIDE, { id, answer: '' })).refused).toEqual([['decideObjection', 'BAD_INPUT']]);
  });
});
