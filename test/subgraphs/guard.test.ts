import { buildSubgraphSchema } from '@apollo/subgraph';
import { describe, expect, it } from '@jest/globals';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { table } from '../../schema/access-matrix.js';
import type { CallerRelation, SessionFacts } from '../../schema/caller.js';
import { DomainError } from '../../subgraphs/domain-error.js';
import { guard } from '../../subgraphs/guard.js';
import type { Look } from '../../subgraphs/ledger.js';
import type { SubgraphContext } from '../../subgraphs/subgraph-context.js';

const typeDefs = `
  type Query { client(id: ID!): Client, open: String }
  type Client @key(fields: "id") { id: ID!, reports: [Report], birthDate: String, relations: [Entry] }
  type Report { text: String, author: Author }
  type Author { name: String }
  type Entry { name: String }
`;
const rows = table(`
  field             category  anyone  account  CLIENT  REPRESENTATIVE  CONTACT
  Query.open        –         yes     –        –       –               –
  Query.client      –         –       –        yes     yes             yes
  Client.id         –         –       yes      –       –               –
  Client.birthDate  IDENTIFICATION – – yes     yes             –
  Client.reports    REPORTS|MEDICAL_REPORTS – – yes yes        shared
  Client.relations  RELATIONS –       –        yes     yes             entries
  Report.*          REPORTS   –       –        yes     yes             shared
  Author.*          part
  Entry.*           RELATIONS –       –        yes     yes             own
`);

function clientOf(id: string) {
  const subject = { organisation: 'vivium', client: id, account: null };
  return {
    id,
    subject,
    birthDate: '1940-02-01',
    reports: [
      { text: 'care', author: { name: 'Noor' }, subject: { ...subject, categories: ['REPORTS'] } },
      { text: 'medical', author: { name: 'Aad' }, subject: { ...subject, categories: ['MEDICAL_REPORTS'] } },
    ],
    relations: [
      { name: 'me', subject: { ...subject, account: 'me' } },
      { name: 'you', subject: { ...subject, account: 'you' } },
      { name: 'no subject at all' },
    ],
  };
}

/** The very same object, whoever asks. */
const KEPT = clientOf('kept');

function schemaWith(sdl = typeDefs, matrix = rows): GraphQLSchema {
  const schema = buildSubgraphSchema({
    typeDefs: parse(sdl),
    resolvers: {
      Query: {
        client: (_: unknown, { id }: { id: string }) => (id === 'kept' ? KEPT : clientOf(id)),
        open: () => 'open',
      },
      Client: { __resolveReference: ({ id }: { id: string }) => Promise.resolve(clientOf(id)) },
    },
  });
  guard(schema, matrix);
  return schema;
}

function relation(client: string, role: CallerRelation['role'], sections: CallerRelation['sections'] = []) {
  const times = { validFrom: '2026-01-01T00:00:00Z', validUntil: null };
  const fixed = { ecdClient: '1', organisation: 'vivium', relatedPerson: null, pending: [], version: 1 };
  return { id: `${role} of ${client}`, client, role, sections, ...times, ...fixed };
}

async function ask(query: string, relations: CallerRelation[] | null) {
  const looks: Look[] = [];
  const facts: SessionFacts | null = relations && {
    session: 's',
    account: 'me',
    name: 'Ik',
    relations,
    staff: [],
    authentication: 'PASSWORD_SMS',
  };
  const contextValue = {
    caller: { facts },
    ledger: { look: (look: Look) => looks.push(look) },
    now: new Date('2026-05-01T00:00:00Z'),
  } as unknown as SubgraphContext;
  const { data, errors = [] } = await graphql({ schema: schemaWith(), source: query, contextValue });
  const refused = errors.map(({ path, originalError }) => [
    path?.join('.'),
    originalError instanceof DomainError ? originalError.code : originalError,
  ]);
  return { data: JSON.parse(JSON.stringify(data)) as unknown, refused, looks };
}

describe('the guard', () => {
  it('lets a client read and notes which data were looked into', async () => {
    const { refused, looks } = await ask('{ client(id: "a") { birthDate } }', [relation('a', 'CLIENT')]);
    expect(refused).toEqual([]);
    expect(looks).toMatchObject([
      { client: 'a', organisation: 'vivium', refusal: null, categories: ['IDENTIFICATION'] },
    ]);
  });

  it('refuses a field with its path and its code, shows the rest, and notes the refusal', async () => {
    const { data, refused, looks } = await ask('{ client(id: "a") { id birthDate } }', [relation('a', 'CONTACT')]);
    expect(data).toEqual({ client: { id: 'a', birthDate: null } });
    expect(refused).toEqual([['client.birthDate', 'ACCESS_REFUSED']]);
    expect(looks).toMatchObject([{ client: 'a', refusal: 'ACCESS_REFUSED', categories: ['Client.birthDate'] }]);
  });

  it('judges two clients in one query apart', async () => {
    const query =
      '{ a: client(id: "a") { birthDate } b: client(id: "b") { birthDate } c: client(id: "c") { birthDate } }';
    const { data, refused } = await ask(query, [relation('a', 'CLIENT'), relation('b', 'CONTACT')]);
    expect(data).toEqual({ a: { birthDate: '1940-02-01' }, b: { birthDate: null }, c: { birthDate: null } });
    expect(refused.map(([path]) => path)).toEqual(['b.birthDate', 'c.birthDate']);
  });

  it('judges each object of a list by what that object is about', async () => {
    const { data, refused, looks } = await ask('{ client(id: "a") { reports { text author { name } } } }', [
      relation('a', 'CONTACT', ['REPORTS']),
    ]);
    expect(data).toEqual({
      client: {
        reports: [
          { text: 'care', author: { name: 'Noor' } },
          { text: null, author: null },
        ],
      },
    });
    expect(refused.map(([path]) => path)).toEqual(['client.reports.1.text', 'client.reports.1.author']);
    expect(looks.filter(({ refusal }) => refusal === null).flatMap(({ categories }) => categories)).not.toContain(
      'MEDICAL_REPORTS',
    );
  });

  it('judges an object once in an operation, and anew in the next one', async () => {
    const query = '{ client(id: "kept") { birthDate again: birthDate } }';
    const opened = await ask(query, [relation('kept', 'CLIENT')]);
    expect(opened.data).toEqual({ client: { birthDate: '1940-02-01', again: '1940-02-01' } });
    expect(opened.looks).toHaveLength(1);
    const refused = await ask(query, [relation('kept', 'CONTACT')]);
    expect(refused.data).toEqual({ client: { birthDate: null, again: null } });
    expect(refused.refused.map(([path]) => path)).toEqual(['client.birthDate', 'client.again']);
  });

  it('shows a contact no entry but his own, and nothing of an object without a subject', async () => {
    const { data } = await ask('{ client(id: "a") { relations { name } } }', [relation('a', 'CONTACT')]);
    expect(data).toEqual({ client: { relations: [{ name: 'me' }, { name: null }, { name: null }] } });
  });

  it('guards what a gateway fetches through _entities', async () => {
    const query =
      '{ _entities(representations: [{__typename: "Client", id: "a"}, {__typename: "Client", id: "b", birthDate: "forged"}]) { ... on Client { birthDate } } }';
    const { data, refused } = await ask(query, [relation('a', 'CLIENT')]);
    expect(data).toEqual({ _entities: [{ birthDate: '1940-02-01' }, { birthDate: null }] });
    expect(refused).toEqual([['_entities.1.birthDate', 'ACCESS_REFUSED']]);
  });

  it('guards aliases, fragments and inline fragments alike', async () => {
    const query = `query { client(id: "a") { x: birthDate ...F ... on Client { y: birthDate } } } fragment F on Client { z: birthDate }`;
    const { data } = await ask(query, [relation('a', 'CONTACT')]);
    expect(data).toEqual({ client: { x: null, y: null, z: null } });
  });

  it('answers someone who has not signed in only what is open to anyone', async () => {
    const { data, refused } = await ask('{ open client(id: "a") { id } }', null);
    expect(data).toEqual({ open: 'open', client: null });
    expect(refused).toEqual([['client', 'UNAUTHENTICATED']]);
  });
});

describe('start-up', () => {
  it('fails for a field without a row', () => {
    const wider = typeDefs.replace('birthDate: String', 'birthDate: String, bsn: String');
    expect(() => schemaWith(wider)).toThrow('Client.bsn has no row');
  });

  it('fails for a row that names nothing', () => {
    const idle = [...rows, ...table('field category CLIENT\n Client.shoeSize – yes')];
    expect(() => schemaWith(typeDefs, idle)).toThrow('Client.shoeSize names no field');
  });

  it('fails for a field that would tear its object along when it is refused', () => {
    const tearing = typeDefs.replace('birthDate: String', 'birthDate: String!');
    expect(() => schemaWith(tearing)).toThrow('Client.birthDate can be refused where its object is shown');
  });
});
