/** Where the planner's vendor is wrong: the fault as the plain gateway shows it, and our answer. */
import { describe, expect, it } from '@jest/globals';
import { FederatedGraph } from '../federated-graph.js';
import { ours, theirs } from './answers.js';

/** What a subgraph was sent to resolve entities from. */
function sent(federated: FederatedGraph, subgraph: string): unknown[] {
  return federated.asked.flatMap((asking) =>
    asking.subgraph === subgraph ? ((asking.variables['representations'] ?? []) as unknown[]) : [],
  );
}

describe('an alias that is the name of another field', () => {
  const federated = new FederatedGraph({
    people: {
      sdl: `type Query { person: Person }
        type Person @key(fields: "id") { id: ID! name: String nick: String }`,
      resolvers: { Query: { person: () => ({ id: 'p1', name: 'Anja', nick: 'An' }) } },
    },
    care: {
      sdl: 'type Person @key(fields: "id") { id: ID! plan: String }',
      resolvers: { Person: { __resolveReference: ({ id }: { id: string }) => ({ id, plan: `plan of ${id}` }) } },
    },
  });

  it('gets the value of the field that was asked', async () => {
    const query = '{ person { id: name nick plan kind: __typename } }';
    const right = { person: { id: 'Anja', nick: 'An', plan: 'plan of p1', kind: 'Person' } };
    expect((await theirs(federated, query)).data).toEqual({ person: { ...right.person, id: 'p1' } });
    expect(await ours(federated, query)).toEqual({ data: right, errors: [] });
  });

  it('is not taken for the key, under whatever condition', async () => {
    const query = 'query($yes: Boolean!) { person { ... @include(if: $yes) { id: name } plan } }';
    federated.forget();
    expect((await theirs(federated, query, { yes: true })).data).toEqual({
      person: { id: 'p1', plan: 'plan of p1' },
    });
    federated.forget();
    expect((await ours(federated, query, { yes: true })).data).toEqual({ person: { id: 'Anja', plan: 'plan of p1' } });
    expect(sent(federated, 'care')).toEqual([{ __typename: 'Person', id: 'p1' }]);
  });

  it('may also be __typename, or look like a name of ours', async () => {
    const query =
      '{ person { __typename: name plan nick: __typename id__as: nick id__alias_0: name nick__as__as: id } }';
    expect((await ours(federated, query)).data).toEqual({
      person: {
        __typename: 'Anja',
        plan: 'plan of p1',
        nick: 'Person',
        id__as: 'An',
        id__alias_0: 'Anja',
        nick__as__as: 'p1',
      },
    });
  });

  it('keeps the path of an error as the caller wrote it', async () => {
    federated.instead.set('care', () =>
      JSON.stringify({
        data: { _entities: [{ id__as: null }] },
        errors: [{ message: 'no', path: ['_entities', 0, 'id__as'] }],
      }),
    );
    expect(await ours(federated, '{ person { id: plan } }')).toEqual({
      data: { person: { id: null } },
      errors: ['person.id'],
    });
    federated.forget();
  });
});

describe('a key that its subgraph does not resolve', () => {
  it('is not the one by which a requirement is brought', async () => {
    const federated = new FederatedGraph({
      people: {
        sdl: `type Query { person: Person }
          type Person @key(fields: "number") @key(fields: "id") { id: ID! number: String! weight: Int }`,
        resolvers: {
          Query: { person: () => ({ id: 'p1', number: '7', weight: 61 }) },
          Person: { __resolveReference: () => ({ id: 'p1', number: '7', weight: 61 }) },
        },
      },
      care: {
        sdl: `type Query { cared: Person }
          type Person @key(fields: "number", resolvable: false) @key(fields: "id") {
            id: ID! number: String! weight: Int @external
            dose: String @requires(fields: "weight")
          }`,
        resolvers: {
          Query: { cared: () => ({ id: 'p1', number: '7' }) },
          Person: {
            __resolveReference: ({ id, weight }: { id?: string; weight?: number }) =>
              id === undefined ? null : { id, dose: `${weight ?? 0} mg` },
          },
        },
      },
    });
    federated.forget();
    expect((await theirs(federated, '{ cared { dose } }')).data).toEqual({ cared: { dose: null } });
    expect(await ours(federated, '{ cared { dose } }')).toEqual({ data: { cared: { dose: '61 mg' } }, errors: [] });
  });
});

describe('a field that nobody resolves where it is asked', () => {
  const federated = new FederatedGraph({
    care: {
      sdl: `type Query { node: Node place: Place }
        type Place { name: String node: Node }
        interface Node { id: ID! }`,
      resolvers: { Query: { node: () => null, place: () => ({ name: 'Zuid' }) } },
    },
    log: {
      sdl: 'type Query { last: Node } type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! seen: String }',
    },
    people: {
      sdl: `type Query { number: Int }
        interface Node @key(fields: "id") { id: ID! }
        type Person implements Node @key(fields: "id") { id: ID! }`,
      resolvers: { Query: { number: () => 7 } },
    },
  });

  it('is refused, and not left out', async () => {
    expect(await theirs(federated, '{ number node { seen } }')).toEqual({
      data: { number: 7, node: null },
      errors: [],
    });
    await expect(ours(federated, '{ number node { seen } }')).rejects.toThrow('Query.node');
  });

  it('is refused inside an object as well, also by way of a fragment', async () => {
    expect(await theirs(federated, '{ place { name node { seen } } }')).toEqual({
      data: { place: { name: 'Zuid', node: null } },
      errors: [],
    });
    const query = '{ place { ...Named } } fragment Named on Place { name ... { node { seen } } }';
    await expect(ours(federated, query)).rejects.toThrow('Place.node');
  });

  it('is nothing to refuse when it can never be asked', async () => {
    const query = `query($no: Boolean!) {
      number node @skip(if: true) { seen } ... @include(if: $no) { place @skip(if: $no) { node { seen } } }
      __typename __schema { queryType { name } }
    }`;
    expect((await ours(federated, query, { no: false })).data).toMatchObject({ number: 7, __typename: 'Query' });
  });
});

describe('a field that requires something, and is skipped', () => {
  const federated = new FederatedGraph({
    people: {
      sdl: `type Query { person: Person }
        type Person @key(fields: "id") { id: ID! born: Int }`,
      resolvers: { Query: { person: () => ({ id: 'p1', born: 1938 }) } },
    },
    care: {
      sdl: `type Person @key(fields: "id") { id: ID! born: Int @external age: Int @requires(fields: "born") plan: String }`,
      resolvers: {
        Person: {
          __resolveReference: (reference: { id: string; born?: number }) => reference,
          age: ({ born }: { born: number }) => 2026 - born,
          plan: ({ id }: { id: string }) => `plan of ${id}`,
        },
      },
    },
  });
  const query = 'query($old: Boolean = false) { person { plan age @include(if: $old) } }';

  it('takes no other field of the same subgraph along', async () => {
    expect(await theirs(federated, query)).toEqual({ data: { person: { plan: null } }, errors: [] });
    expect(await ours(federated, query)).toEqual({ data: { person: { plan: 'plan of p1' } }, errors: [] });
    expect((await ours(federated, query, { old: true })).data).toEqual({ person: { plan: 'plan of p1', age: 88 } });
  });

  it('leaves an object of which nothing else is asked, and an operation of which nothing is', async () => {
    const alone =
      'query($old: Boolean!) { person { ...A } ...N } fragment A on Person { age @include(if: $old) } fragment N on Query { person @skip(if: true) { id } }';
    expect((await ours(federated, alone, { old: false })).data).toEqual({ person: {} });
    federated.forget();
    expect(await ours(federated, '{ ... @skip(if: true) { person { id } } }')).toEqual({ data: {}, errors: [] });
    expect(federated.asked).toEqual([]);
  });
});

describe('an interface that is an object type to a subgraph', () => {
  const book = { __typename: 'Book', id: 'b', pages: 200 };
  const federated = new FederatedGraph({
    library: {
      sdl: `type Query { found: Found } interface Media @key(fields: "id") { id: ID! } interface Paper { pages: Int }
        type Film implements Media @key(fields: "id") { id: ID! minutes: Int }
        type Book implements Media & Paper @key(fields: "id") { id: ID! pages: Int }
        type Map implements Paper { pages: Int }
        union Found = Book | Map`,
      resolvers: { Query: { found: () => book }, Media: { __resolveReference: () => book } },
    },
    stars: {
      sdl: 'type Query { best: Media } type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }',
      resolvers: {
        Query: { best: () => ({ id: 'b', stars: 5 }) },
        Media: { __resolveReference: ({ id }: { id: string }) => ({ id, stars: 5 }) },
      },
    },
  });

  it.each([
    ['{ best { stars ... on Paper { pages } } }', { stars: 5, pages: 200 }],
    ['{ best { ...F } } fragment F on Found { __typename ... on Book { stars } }', { __typename: 'Book', stars: 5 }],
    ['{ best { ... on Media { ... on Found { ... on Map { pages } } } } }', {}],
  ])('is told apart by any other type that its objects are of: %s', async (query, best) => {
    await expect(theirs(federated, query)).rejects.toThrow('We should have an edge from Media(stars)');
    expect(await ours(federated, query)).toEqual({ data: { best }, errors: [] });
  });

  it('leaves an object of the type that it was found to be of', async () => {
    const query = '{ best { ... on Book { id __typename pages stars } } }';
    expect(await theirs(federated, query)).toEqual({ data: { best: {} }, errors: [] });
    expect((await ours(federated, query)).data).toEqual({ best: { ...book, stars: 5 } });
  });
});
