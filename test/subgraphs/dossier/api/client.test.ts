import { describe, expect, it } from '@jest/globals';
import { ANNA, DossierGraph, graphFor, MIES, NOBODY, relation } from './dossier-graph.js';
import { nurse } from './stub-ecd.js';
import type { LegalSituation } from '../../../../subgraphs/dossier/domain/ecd.js';

describe('opening a dossier', () => {
  const query = `query ($id: ID!) { client(id: $id) { id name { text } } }`;

  it('takes the patient from the relation and nothing else', async () => {
    const { data, ecd } = await graphFor(relation('CLIENT')).ask(query, { id: ANNA });
    expect(data).toEqual({ client: { id: ANNA, name: { text: 'Anna van der Meulen' } } });
    expect(ecd.clients).toEqual(['ecd-anna']);
  });

  it('answers alike for a client that is not yours and one that does not exist, and asks the ECD for neither', async () => {
    const graph = graphFor(relation('CLIENT'));
    const other = await graph.ask(query, { id: MIES });
    const nobody = await graph.ask(query, { id: NOBODY });
    expect(other.refused).toEqual([['client', 'ACCESS_REFUSED']]);
    expect([nobody.data, nobody.refused]).toEqual([other.data, other.refused]);
    expect(graph.ecd.clients).toEqual([]);
  });

  it('puts the refusal on the log, but never an id that is none of ours', async () => {
    const graph = graphFor(relation('CLIENT'));
    expect((await graph.ask(query, { id: MIES })).events).toMatchObject([
      { kind: 'DOSSIER_READ', outcome: 'REFUSED', reason: 'ACCESS_REFUSED', client: MIES, account: 'me' },
    ]);
    expect((await graph.ask(query, { id: 'BSN 999990019' })).events).toMatchObject([{ client: null }]);
  });

  it.each([
    ['ACCEPT_TERMS', 'TERMS_NOT_ACCEPTED'],
    ['CONFIRM_BSN', 'BSN_NOT_CONFIRMED'],
  ] as const)('waits for the step %s', async (step, code) => {
    const { refused, ecd } = await graphFor(relation('CLIENT', { pending: [step] })).ask(query, { id: ANNA });
    expect(refused).toEqual([['client', code]]);
    expect(ecd.asked).toEqual([]);
  });

  it('is refused once the relation has ended', async () => {
    const ended = relation('CLIENT', { validUntil: '2026-03-10T12:00:00Z' });
    expect((await graphFor(ended).ask(query, { id: ANNA })).refused).toEqual([['client', 'ACCESS_REFUSED']]);
  });

  it('is refused without a sign-in', async () => {
    const { refused } = await new DossierGraph(null).ask(query, { id: ANNA });
    expect(refused).toEqual([['client', 'UNAUTHENTICATED']]);
  });

  it('by a reference of another subgraph is guarded field by field', async () => {
    const { data, refused, ecd } = await graphFor(relation('CONTACT')).ask(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Client { name { text } birthDate contacts { id } } } }`,
      { of: [ANNA, MIES].map((id) => ({ __typename: 'Client', id, subject: { client: id } })) },
    );
    expect(data).toEqual({
      _entities: [
        { name: { text: 'Anna van der Meulen' }, birthDate: null, contacts: [] },
        { name: null, birthDate: null, contacts: null },
      ],
    });
    expect(refused.map(([path]) => path).sort()).toEqual([
      '_entities.0.birthDate',
      '_entities.1.birthDate',
      '_entities.1.contacts',
      '_entities.1.name',
    ]);
    expect(ecd.clients).toEqual(['ecd-anna']);
  });
});

describe('the client', () => {
  it('is read from the ECD once in an operation, however often it is asked for', async () => {
    const { ecd, data } = await graphFor(relation('REPRESENTATIVE')).ask(
      `query ($id: ID!) {
        a: client(id: $id) { name { family } birthDate location { name psychogeriatric } }
        b: client(id: $id) { name { given } sections { section } contactPoint { name } careTeam { name } }
      }`,
      { id: ANNA },
    );
    expect(ecd.reads().sort()).toEqual(['careTeam', 'person']);
    expect(data).toMatchObject({
      a: { birthDate: '1938-03-27', location: { name: 'De Linde', psychogeriatric: true } },
    });
  });

  it('who is not known to the ECD is nothing to be found', async () => {
    const graph = graphFor(relation('CLIENT'));
    graph.ecd.replies.person = async () => null;
    const { refused } = await graph.ask(`query ($id: ID!) { client(id: $id) { name { text } } }`, { id: ANNA });
    expect(refused).toEqual([['client.name', 'NOT_FOUND']]);
  });
});

describe('whom to ask (V18, V19)', () => {
  const query = `query ($id: ID!) { client(id: $id) { contactPoint { name role telephone email availability } } }`;

  it('is the EVV, by way of the team for what the EVV has not', async () => {
    const { data } = await graphFor(relation('CONTACT')).ask(query, { id: ANNA });
    expect(data).toEqual({
      client: {
        contactPoint: {
          name: 'Noor de Wit',
          role: 'PRIMARY_NURSE',
          telephone: '020 1',
          email: 'noor@vivium.example',
          availability: '7–23 uur',
        },
      },
    });
  });

  it('is the team where there is no EVV', async () => {
    const graph = graphFor(relation('CONTACT'));
    graph.ecd.replies.careTeam = async () => [{ ...nurse, primaryNurse: false }];
    const { data } = await graph.ask(query, { id: ANNA });
    expect(data).toMatchObject({ client: { contactPoint: { name: 'Team De Linde', role: 'TEAM' } } });
  });

  it('may be nobody', async () => {
    const graph = graphFor(relation('CONTACT'));
    graph.ecd.replies.careTeam = async () => [];
    graph.ecd.replies.person = async () => ({ ...graph.ecd.person(), team: null });
    const { data, refused } = await graph.ask(query, { id: ANNA });
    expect([data, refused]).toEqual([{ client: { contactPoint: null } }, []]);
  });
});

describe('legal situations of the client', () => {
  const query = `query ($id: ID!) { client(id: $id) { legalSituations { kind start end } } }`;

  function graphWith(...situations: [kind: LegalSituation['kind'], start: string | null, end: string | null][]) {
    const graph = graphFor(relation('REPRESENTATIVE'));
    const day = (text: string | null) => (text === null ? null : new Date(text));
    graph.ecd.replies.legalSituations = async () =>
      situations.map(([kind, start, end]) => ({ kind, start: day(start), end: day(end) }));
    return graph;
  }

  it('are those that hold on the day it is there, the first and last day included', async () => {
    const graph = graphWith(
      ['CURATORSHIP', '2026-03-10', null],
      ['MENTORSHIP', null, '2026-03-10'],
      ['CUSTODY', '2020-01-01', '2026-03-09'],
      ['VOLUNTARY_AGENCY', '2026-03-11', null],
      ['FINANCIAL_ADMINISTRATION', null, null],
    );
    graph.now = new Date('2026-03-09T23:30:00Z'); // the tenth in Amsterdam
    const { data } = await graph.ask(query, { id: ANNA });
    expect(data).toEqual({
      client: {
        legalSituations: [
          { kind: 'FINANCIAL_ADMINISTRATION', start: null, end: null },
          { kind: 'MENTORSHIP', start: null, end: '2026-03-10' },
          { kind: 'CURATORSHIP', start: '2026-03-10', end: null },
        ],
      },
    });
  });

  it('are refused to a contact, and the ECD is not asked', async () => {
    const { refused, ecd } = await graphFor(relation('CONTACT')).ask(query, { id: ANNA });
    expect(refused).toEqual([['client.legalSituations', 'ACCESS_REFUSED']]);
    expect(ecd.asked).toEqual([]);
  });
});

describe('contacts of the client', () => {
  const query = `query ($id: ID!) { client(id: $id) { contacts { name roleCode roleName telephone } } }`;

  it('are all there for client and representative, role codes of two digits', async () => {
    for (const role of ['CLIENT', 'REPRESENTATIVE'] as const) {
      const { data } = await graphFor(relation(role)).ask(query, { id: ANNA });
      expect(data).toEqual({
        client: {
          contacts: [
            { name: 'Els', roleCode: '01', roleName: 'eerste contactpersoon', telephone: '06 1' },
            { name: 'Jan', roleCode: '15', roleName: 'mentor', telephone: null },
            { name: 'Kim', roleCode: '77', roleName: null, telephone: null },
          ],
        },
      });
    }
  });

  it('are the own entry and no other for a contact', async () => {
    const { data, refused } = await graphFor(relation('CONTACT', { relatedPerson: 'jan' })).ask(query, { id: ANNA });
    expect(data).toMatchObject({ client: { contacts: [{ name: 'Jan' }] } });
    expect(refused).toEqual([]);
  });

  it('are none for a contact whom the administration has not linked, and the ECD is not asked', async () => {
    const { data, ecd } = await graphFor(relation('CONTACT')).ask(query, { id: ANNA });
    expect(data).toEqual({ client: { contacts: [] } });
    expect(ecd.asked).toEqual([]);
  });
});
