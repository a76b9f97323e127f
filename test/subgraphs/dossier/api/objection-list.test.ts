import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANNA, type DossierGraph, type Told } from './dossier-graph.js';
import { openWriters, type Writers } from './writers.js';

const ASK = `mutation ($id: ID!) { requestObjection(clientId: $id, kind: CORRECTION, text: "Ik ben niet gevallen.") { id } }`;
const DECIDE = `mutation ($id: ID!) {
  decideObjection(id: $id, decision: GRANTED, answer: "U heeft gelijk.", reason: "Nagekeken") { id } }`;
const LIST = `query ($organisation: ID!, $statuses: [ObjectionStatus!]! = [RECEIVED, IN_PROGRESS], $first: Int! = 50, $after: String) {
  objectionRequests(organisation: $organisation, statuses: $statuses, first: $first, after: $after) {
    edges { node { id dueOn overdue } } pageInfo { hasNextPage endCursor } } }`;

function at(graph: DossierGraph, moment: string): DossierGraph {
  return Object.assign(graph, { now: new Date(moment) });
}

let writers: Writers;
beforeAll(async () => {
  writers = await openWriters();
});
afterAll(() => writers.close());

describe("the administration's list (V33)", () => {
  it('has what is due first at the top, page by page, says what is too late, and is on the log', async () => {
    const fresh = await openWriters();
    const betsy = fresh.person('Betsy', 'CLIENT');
    for (const day of ['03', '01', '02', '02']) await at(betsy, `2026-03-${day}T12:00:00Z`).ask(ASK, { id: ANNA });
    await fresh.person('Marieke', 'REPRESENTATIVE', { organisation: 'vivium' }).ask(ASK, { id: ANNA });
    const ilse = at(fresh.staff('Ilse'), '2026-04-02T12:00:00Z');
    const first = await ilse.ask(LIST, { organisation: 'rozelaar', first: 3 });
    expect(first.events).toMatchObject([{ kind: 'OBJECTION_READ', action: 'R', client: ANNA, role: 'ADMINISTRATOR' }]);
    const { endCursor } = listIn(first).pageInfo;
    const second = await ilse.ask(LIST, { organisation: 'rozelaar', first: 3, after: endCursor });
    expect([...daysIn(first), ...daysIn(second)]).toEqual([
      ['2026-04-01', true],
      ['2026-04-02', false],
      ['2026-04-02', false],
      ['2026-04-03', false],
    ]);
    const [oldest] = listIn(first).edges;
    await ilse.ask(DECIDE, { id: oldest?.node.id });
    expect(daysIn(await ilse.ask(LIST, { organisation: 'rozelaar' }))).toHaveLength(3);
    expect(daysIn(await ilse.ask(LIST, { organisation: 'rozelaar', statuses: ['GRANTED'] }))).toEqual([
      ['2026-04-01', false],
    ]);
    await fresh.close();
  });

  it.each(['vivium', 'nergens', ''])('is refused for the organisation "%s"', async (organisation) => {
    const told = await writers.staff('Ilse').ask(LIST, { organisation });
    expect(told.refused).toEqual([['objectionRequests', 'ACCESS_REFUSED']]);
  });

  it('is refused to users', async () => {
    const told = await writers.person('Betsy', 'CLIENT').ask(LIST, { organisation: 'rozelaar' });
    expect(told.refused).toEqual([['objectionRequests', 'ACCESS_REFUSED']]);
  });
});

interface List {
  edges: { node: { id: string; dueOn: string; overdue: boolean } }[];
  pageInfo: { endCursor: string };
}

function listIn({ data }: Told): List {
  return (data as { objectionRequests: List }).objectionRequests;
}

function daysIn(told: Told): [string, boolean][] {
  return listIn(told).edges.map(({ node }) => [node.dueOn, node.overdue]);
}
