/** Attack case 5: representations in `_entities` that name a foreign client, or bring along what only the subgraph may say. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stableId } from '../../demo/world/stable-id.js';
import type { CallerRelation, SessionFacts } from '../../schema/caller.js';
import { callerWith, parsed, signedCall, startSubgraphs, type Subgraphs } from '../support/subgraphs.js';

const OWN = stableId('client', 'vivium', 'hofstra');
const OTHER = stableId('client', 'vivium', 'henk-dekker');

const relation: CallerRelation = {
  id: stableId('relation', 'made-up'),
  client: OWN,
  ecdClient: '', // found below
  organisation: 'vivium',
  role: 'CONTACT',
  sections: ['APPOINTMENTS'],
  relatedPerson: null,
  validFrom: '2020-01-01T00:00:00Z',
  validUntil: null,
  pending: [],
  version: 1,
};
const facts: SessionFacts = {
  session: stableId('session'),
  account: stableId('account', 'pieter.hofstra@example.org'),
  name: 'Pieter Hofstra',
  relations: [relation],
  staff: [],
  authentication: 'PASSWORD_SMS',
};

describe('a representation in _entities', () => {
  let subgraphs: Subgraphs;
  let foreignRecord: string;
  const ask = async (name: 'identity' | 'dossier' | 'audit', representations: object[], fields: string) => {
    const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Client { id ${fields} } } }`;
    const body = JSON.stringify({ query, variables: { r: representations } });
    const call = { audience: name, path: '/graphql', body, caller: callerWith(facts) };
    return parsed(await subgraphs.handles[name](await signedCall(subgraphs.keys, 'gateway', call)));
  };

  beforeAll(async () => {
    subgraphs = await startSubgraphs();
    relation.ecdClient = await subgraphs.ecdClientOf(OWN);
    foreignRecord = await subgraphs.ecdClientOf(OTHER);
  });
  afterAll(() => subgraphs.stop());

  it('opens the own client as the role allows', async () => {
    const { data, errors } = await ask('dossier', [{ __typename: 'Client', id: OWN }], 'name { text } birthDate');
    expect(data).toMatchObject({ _entities: [{ id: OWN, birthDate: null }] });
    expect(errors).toMatchObject([{ path: ['_entities', 0, 'birthDate'], extensions: { code: 'ACCESS_REFUSED' } }]);
  });

  it.each([
    ['dossier', 'name { text }', 'name'],
    ['dossier', 'carePlan { title }', 'carePlan'],
    ['identity', 'relations { id }', 'relations'],
    ['audit', 'accessLog { edges { node { id } } }', 'accessLog'],
  ] as const)('of a foreign client opens nothing at %s: %s', async (name, fields, field) => {
    const { data, errors } = await ask(name, [{ __typename: 'Client', id: OTHER }], fields);
    const [entity = null] = (data as { _entities: (Record<string, unknown> | null)[] })._entities;
    expect(entity?.[field] ?? null).toBeNull();
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['ACCESS_REFUSED']);
  });

  it('is not believed in what it says beyond the key', async () => {
    const forged = {
      __typename: 'Client',
      id: OTHER,
      name: { text: 'forged' },
      birthDate: '1900-01-01',
      subject: { organisation: 'vivium', client: OWN, account: facts.account },
      relation: { ...relation, role: 'REPRESENTATIVE' },
      organisation: 'vivium',
      ecdClient: foreignRecord,
    };
    const { data, errors } = await ask('dossier', [forged], 'name { text } birthDate');
    expect(JSON.stringify(data)).not.toMatch(/forged|1900|Annie|Henk/);
    expect(errors?.map(({ extensions }) => extensions.code)).toContain('ACCESS_REFUSED');
  });

  it('does not spoil the one beside it', async () => {
    const { data } = await ask(
      'dossier',
      [
        { __typename: 'Client', id: OTHER },
        { __typename: 'Client', id: OWN },
      ],
      'location { name }',
    );
    const entities = (data as { _entities: unknown[] })._entities;
    expect(entities[1]).toMatchObject({ id: OWN, location: { name: expect.any(String) } });
    expect(JSON.stringify(entities[0])).not.toContain('name');
  });

  it.each([
    [{ __typename: 'Client' }],
    [{ __typename: 'Client', id: { $ne: '' } }],
    [{ __typename: 'Report', id: '1' }],
    [{ __typename: '__proto__', id: OWN }],
  ])('that makes no sense is an error and nothing else: %j', async (representation) => {
    const { data, errors } = await ask('dossier', [representation], 'name { text }');
    expect(JSON.stringify({ data })).not.toContain('Annie');
    expect(errors?.length).toBeGreaterThan(0);
  });
});
