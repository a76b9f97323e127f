import { describe, expect, it } from '@jest/globals';
import type { ReportQuery } from '../../../../subgraphs/dossier/domain/ecd.js';
import { ANNA, graphFor, relation, type Told } from './dossier-graph.js';

const QUERY = `query ($id: ID!, $filter: ReportFilter, $first: Int! = 20, $after: String) {
  client(id: $id) {
    reports(filter: $filter, first: $first, after: $after) {
      edges { cursor node { id type text soep { kind text } author { name } } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

const CARE = ['GENERAL', 'PROGRESS', 'FAMILY_COMMUNICATION'];
const MEDICAL = ['MEDICAL', 'TREATMENT', 'SOEP', 'MEASUREMENT'];

async function ask(variables: Record<string, unknown> = {}, caller = relation('CLIENT')): Promise<Told> {
  return graphFor(caller).ask(QUERY, { id: ANNA, ...variables });
}

function typesIn({ data }: Told): string[] {
  const { client } = data as { client: { reports: { edges: { node: { type: string } }[] } } };
  return client.reports.edges.map(({ node }) => node.type);
}

function askedOf({ ecd }: Told): ReportQuery {
  return ecd.asked.find(([name]) => name === 'reports')?.[1] as ReportQuery;
}

describe('reports', () => {
  it('of both sections are there for client and representative', async () => {
    for (const role of ['CLIENT', 'REPRESENTATIVE'] as const) {
      const told = await ask({}, relation(role));
      expect(typesIn(told)).toEqual([...CARE, ...MEDICAL]);
      expect(told.refused).toEqual([]);
    }
  });

  it.each([
    ['REPORTS', CARE],
    ['MEDICAL_REPORTS', MEDICAL],
  ] as const)('for a contact with only %s are a list of those, from the ECD on', async (section, types) => {
    const told = await ask({}, relation('CONTACT', { sections: [section] }));
    expect(typesIn(told)).toEqual(types);
    expect(told.refused).toEqual([]);
    expect(askedOf(told)).toMatchObject({ types, openTypes: types });
    const looked = told.events.flatMap(({ categories }) => categories);
    expect(looked.filter((category) => category.endsWith('REPORTS') && category !== section)).toEqual([]);
  });

  it('of the other section are refused to a contact who asks for those alone', async () => {
    const told = await ask({ filter: { types: ['MEDICAL'] } }, relation('CONTACT', { sections: ['REPORTS'] }));
    expect(told.refused).toEqual([['client.reports', 'ACCESS_REFUSED']]);
    expect(told.ecd.asked).toEqual([]);
    expect(told.events).toContainEqual(
      expect.objectContaining({
        kind: 'DOSSIER_READ',
        outcome: 'REFUSED',
        reason: 'ACCESS_REFUSED',
        client: ANNA,
        relation: 'relation-CONTACT',
        categories: ['Client.reports'],
      }),
    );
  });

  it('that the organisation does not offer are no part of the list, and alone they do not exist', async () => {
    const rozelaar = relation('CLIENT', { organisation: 'rozelaar' });
    expect(typesIn(await ask({}, rozelaar))).toEqual(CARE);
    const told = await ask({ filter: { types: ['SOEP'] } }, rozelaar);
    expect(told.refused).toEqual([['client.reports', 'SECTION_NOT_OFFERED']]);
  });

  it('may name care-plan entries only to who may see the plan', async () => {
    expect(askedOf(await ask()).carePlanOpen).toBe(true);
    const contact = relation('CONTACT', { sections: ['REPORTS'] });
    expect(askedOf(await ask({}, contact)).carePlanOpen).toBe(false);
  });

  it('are searched from three characters, spaces around them not counted', async () => {
    for (const text of ['', 'ab', '  ab  ', '👵👴']) {
      expect((await ask({ filter: { text } })).refused).toEqual([['client.reports', 'SEARCH_TOO_SHORT']]);
    }
    expect(askedOf(await ask({ filter: { text: ' val ' } })).text).toBe('val');
  });

  it('are not searched for what is no text', async () => {
    for (const text of ['a\0bc', 'x'.repeat(201)]) {
      expect((await ask({ filter: { text } })).refused).toEqual([['client.reports', 'BAD_INPUT']]);
    }
  });

  it("are found in whole days of the organisation's time zone, also where the clock changes", async () => {
    const told = await ask({ filter: { period: { start: '2026-03-01', end: '2026-03-29' } } });
    expect(askedOf(told).period).toEqual({
      start: new Date('2026-02-28T23:00:00Z'),
      end: new Date('2026-03-29T22:00:00Z'),
    });
  });

  it('are not found in a period that ends before it begins', async () => {
    const told = await ask({ filter: { period: { start: '2026-03-02', end: '2026-03-01' } } });
    expect(told.refused).toEqual([['client.reports', 'BAD_INPUT']]);
  });

  it('searched for are on the log with the criteria, never with the text', async () => {
    const filter = { text: 'diagnose', types: ['MEDICAL'], period: { start: '2026-03-01' } };
    const told = await ask({ filter });
    expect(told.events).toContainEqual(
      expect.objectContaining({
        kind: 'DOSSIER_SEARCH',
        action: 'E',
        outcome: 'OK',
        client: ANNA,
        organisation: 'vivium',
        relation: 'relation-CLIENT',
        role: 'CLIENT',
        categories: ['MEDICAL_REPORTS'],
        search: { text: true, types: ['MEDICAL'], start: '2026-02-28T23:00:00.000Z' },
      }),
    );
    expect(JSON.stringify(told.events)).not.toContain('diagnose');
  });

  it('that are merely listed are a look, not a search', async () => {
    const { events } = await ask();
    expect(events.map(({ kind }) => kind)).not.toContain('DOSSIER_SEARCH');
    expect(events.flatMap(({ categories }) => categories)).toEqual(
      expect.arrayContaining(['REPORTS', 'MEDICAL_REPORTS']),
    );
  });

  it('come in pages of 1 to 50, each following the cursor of the last', async () => {
    for (const first of [0, 51, -1]) {
      expect((await ask({ first })).refused).toEqual([['client.reports', 'PAGE_TOO_LARGE']]);
    }
    const told = await ask({ first: 3 });
    const { client } = told.data as { client: { reports: { edges: unknown[]; pageInfo: { endCursor: string } } } };
    expect(client.reports.edges).toHaveLength(3);
    expect(client.reports.pageInfo).toMatchObject({ hasNextPage: true });
    const next = await ask({ first: 3, after: client.reports.pageInfo.endCursor });
    expect(askedOf(next).after).toEqual({ time: '2026-03-07T08:00:00.000000Z', id: 'family_communication' });
    expect((await ask({ after: 'nonsense' })).refused).toEqual([['client.reports', 'BAD_CURSOR']]);
  });
});
