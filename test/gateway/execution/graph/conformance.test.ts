/** What federation 2 lets a graph be: keys, provided, overridden and shared fields, interface objects, unions, lists. */
import { describe, expect, it } from '@jest/globals';
import { FederatedGraph, type Service } from '../federated-graph.js';
import { ours, type Answered } from './answers.js';

type Reference = Record<string, unknown>;

interface Case {
  services: Record<string, Service>;
  query: string;
  data: unknown;
  errors?: string[];
  /** How often each subgraph is asked, where that matters. */
  asked?: Record<string, number>;
}

const itself = { __resolveReference: (reference: Reference) => reference };

const MEDIA: Record<string, Reference> = {
  f: { __typename: 'Film', id: 'f', minutes: 90 },
  b: { __typename: 'Book', id: 'b', pages: 200 },
};
const HIDDEN = { in: { __typename: 'Safe', name: 'S' }, form: 'SECRET', must: 'SECRET' };

const CASES: Record<string, Case> = {
  'finds an object by way of keys that no two subgraphs share': {
    services: {
      a: {
        sdl: 'type Query { bed: Bed } type Bed @key(fields: "id") { id: ID! }',
        resolvers: { Query: { bed: () => ({ id: '1' }) } },
      },
      b: {
        sdl: 'type Bed @key(fields: "id") @key(fields: "code") { id: ID! code: String! }',
        resolvers: { Bed: { __resolveReference: ({ id }: Reference) => ({ id, code: `c${String(id)}` }) } },
      },
      c: {
        sdl: 'type Bed @key(fields: "code") { code: String! room: String }',
        resolvers: {
          Bed: { __resolveReference: ({ code }: Reference) => ({ code, room: `room of ${String(code)}` }) },
        },
      },
    },
    query: '{ bed { room } }',
    data: { bed: { room: 'room of c1' } },
  },
  'sends a compound key with what is nested in it': {
    services: {
      a: {
        sdl: `type Query { beds: [Bed] } type Bed @key(fields: "number ward { id house { code } }") { number: Int! ward: Ward! }
          type Ward @shareable { id: ID! house: House! name: String } type House @shareable { code: String! }`,
        resolvers: {
          Query: { beds: () => [null, { number: 0, ward: { id: 'w', name: 'Zuid', house: { code: 'h' } } }] },
        },
      },
      b: {
        sdl: `type Bed @key(fields: "number ward { id house { code } }") { number: Int! ward: Ward! label: String }
          type Ward @shareable { id: ID! house: House! } type House @shareable { code: String! }`,
        resolvers: { Bed: { ...itself, label: (bed: Reference) => JSON.stringify(bed) } },
      },
    },
    query: '{ beds { label ward { name } } }',
    data: {
      beds: [
        null,
        { label: '{"__typename":"Bed","number":0,"ward":{"id":"w","house":{"code":"h"}}}', ward: { name: 'Zuid' } },
      ],
    },
  },
  'does not ask again for what a path provides': {
    services: {
      a: {
        sdl: `type Query { report: Report } type Report { author: Person @provides(fields: "name") }
          type Person @key(fields: "id") { id: ID! name: String @external }`,
        resolvers: { Query: { report: () => ({ author: { id: 'p', name: 'Anja' } }) } },
      },
      b: { sdl: 'type Person @key(fields: "id") { id: ID! name: String @shareable }', resolvers: { Person: itself } },
    },
    query: '{ report { author { name } } }',
    data: { report: { author: { name: 'Anja' } } },
    asked: { a: 1 },
  },
  'asks an overridden field of the subgraph that took it over': {
    services: {
      a: {
        sdl: 'type Query { bed: Bed } type Bed @key(fields: "id") { id: ID! price: Int }',
        resolvers: { Query: { bed: () => ({ id: '1', price: 1 }) } },
      },
      b: {
        sdl: 'type Bed @key(fields: "id") { id: ID! price: Int @override(from: "a") }',
        resolvers: { Bed: { ...itself, price: () => 2 } },
      },
    },
    query: '{ bed { price } }',
    data: { bed: { price: 2 } },
  },
  'resolves a field of an interface object for each of the types behind it': {
    services: {
      a: {
        sdl: `type Query { media: [Media!]! } interface Media @key(fields: "id") { id: ID! }
          type Film implements Media @key(fields: "id") { id: ID! minutes: Int }
          type Book implements Media @key(fields: "id") { id: ID! pages: Int }`,
        resolvers: {
          Query: { media: () => [MEDIA['f'], MEDIA['b']] },
          Media: { __resolveReference: ({ id }: Reference) => MEDIA[String(id)] },
        },
      },
      b: {
        sdl: `type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int best: Media }`,
        resolvers: {
          Media: { ...itself, stars: ({ id }: Reference) => (id === 'f' ? 5 : 0), best: () => ({ id: 'b' }) },
        },
      },
    },
    query: '{ media { __typename stars ... on Film { minutes best { __typename stars ... on Book { pages } } } } }',
    data: {
      media: [
        { __typename: 'Film', stars: 5, minutes: 90, best: { __typename: 'Book', stars: 0, pages: 200 } },
        { __typename: 'Book', stars: 0 },
      ],
    },
  },
  'asks an interface object for no more than what its subgraph knows, where nobody asks of what type it is': {
    services: {
      a: {
        sdl: `type Query { film: Media } interface Media @key(fields: "id") { id: ID! }
          type Film implements Media @key(fields: "id") { id: ID! minutes: Int }`,
        resolvers: { Media: { __resolveReference: ({ id }: Reference) => MEDIA[String(id)] } },
      },
      b: {
        sdl: `type Query { best: [Media] } type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }`,
        resolvers: { Query: { best: () => [{ id: 'f', stars: 5 }, null] } },
      },
    },
    query: '{ best { stars id ... on Media { stars } } }',
    data: { best: [{ stars: 5, id: 'f' }, null] },
    asked: { b: 1 },
  },
  'merges the shared parts that two subgraphs give of one value': {
    services: {
      a: {
        sdl: 'type Query { house: House @shareable } type House { name: String @shareable wards: [Ward] @shareable } type Ward @shareable { a: Int }',
        resolvers: { Query: { house: () => ({ name: 'Zuid', wards: [{ a: 1 }, { a: 2 }] }) } },
      },
      b: {
        sdl: 'type Query { house: House @shareable } type House { name: String @shareable wards: [Ward] @shareable beds: Int } type Ward @shareable { a: Int }',
        resolvers: { Query: { house: () => ({ name: 'Zuid', beds: 40, wards: [{ a: 1 }, { a: 2 }] }) } },
      },
    },
    query: '{ house { name beds wards { a } } }',
    data: { house: { name: 'Zuid', beds: 40, wards: [{ a: 1 }, { a: 2 }] } },
  },
  'tells the members of a union apart, also those that one subgraph does not know': {
    services: {
      a: {
        sdl: `type Query { found: [Found] } union Found = Person | House
          type Person @key(fields: "id") { id: ID! } type House { name: String }`,
        resolvers: {
          Query: { found: () => [{ __typename: 'House', name: 'Zuid' }, { __typename: 'Person', id: 'p' }, null] },
        },
      },
      b: {
        sdl: `type Query { last: Found } union Found = Person | Bed
          type Person @key(fields: "id") { id: ID! name: String } type Bed { number: Int }`,
        resolvers: {
          Query: { last: () => ({ __typename: 'Bed', number: 7 }) },
          Person: { ...itself, name: () => 'Anja' },
        },
      },
    },
    query: `{ found { ...One } last { ...One } }
      fragment One on Found { ... on Person { name } ... on House { name } ... on Bed { number } }`,
    data: { found: [{ name: 'Zuid' }, { name: 'Anja' }, null], last: { number: 7 } },
  },
  'gives nothing for what no caller may see, which is an error only where nothing may not stand': {
    services: {
      a: {
        sdl: `type Query { room: Room sure: Room } type Room { in: Place form: Form must: Form! }
          union Place = House | Safe type House { name: String } type Safe @inaccessible { name: String } enum Form { OPEN SECRET @inaccessible }`,
        resolvers: { Query: { room: () => HIDDEN, sure: () => HIDDEN } },
      },
    },
    query: '{ room { in { __typename } form } sure { form must } }',
    data: { room: { in: null, form: null }, sure: null },
    errors: ['sure.must'],
  },
  'goes into lists of lists, and asks for each object once': {
    services: {
      a: {
        sdl: 'type Query { grid: [[Cell]] } type Cell @key(fields: "id") { id: ID! }',
        resolvers: { Query: { grid: () => [[{ id: '1' }, null], [], null, [{ id: '2' }, { id: '1' }]] } },
      },
      b: {
        sdl: 'type Cell @key(fields: "id") { id: ID! value: Int }',
        resolvers: { Cell: { ...itself, value: ({ id }: Reference) => Number(id) } },
      },
    },
    query: '{ grid { value } }',
    data: { grid: [[{ value: 1 }, null], [], null, [{ value: 2 }, { value: 1 }]] },
    asked: { a: 1, b: 1 },
  },
  'brings a requirement that has a requirement itself': {
    services: {
      a: {
        sdl: 'type Query { bed: Bed } type Bed @key(fields: "id") { id: ID! length: Int }',
        resolvers: { Query: { bed: () => ({ id: '1', length: 2 }) } },
      },
      b: {
        sdl: 'type Bed @key(fields: "id") { id: ID! length: Int @external weight: Int @requires(fields: "length") }',
        resolvers: { Bed: { ...itself, weight: ({ length }: Reference) => Number(length) * 10 } },
      },
      c: {
        sdl: 'type Bed @key(fields: "id") { id: ID! weight: Int @external price: Int @requires(fields: "weight") }',
        resolvers: { Bed: { ...itself, price: ({ weight }: Reference) => Number(weight) + 1 } },
      },
    },
    query: '{ bed { price } }',
    data: { bed: { price: 21 } },
  },
  'hands a field what stands above it (@fromContext)': {
    services: {
      a: {
        sdl: `type Query { house: House } type House @key(fields: "id") @context(name: "house") { id: ID! season: String! bed: Bed! }
          type Bed @key(fields: "id") { id: ID! price(season: String @fromContext(field: "$house { season }")): String }`,
        resolvers: {
          Query: { house: () => ({ id: 'h', season: 'summer', bed: { id: '1' } }) },
          House: { __resolveReference: () => ({ id: 'h', season: 'summer', bed: { id: '1' } }) },
          Bed: { ...itself, price: (_: unknown, { season }: { season?: string }) => `price of ${season ?? 'none'}` },
        },
      },
      b: {
        sdl: 'type Bed @key(fields: "id") { id: ID! width: Int }',
        resolvers: { Bed: { ...itself, width: () => 90 } },
      },
    },
    query: '{ house { bed { price width } } }',
    data: { house: { bed: { price: 'price of summer', width: 90 } } },
  },
};

describe('a federation 2 graph', () => {
  it.each(Object.entries(CASES))('%s', async (_title, { services, query, data, errors = [], asked }) => {
    const federated = new FederatedGraph(services);
    const answer: Answered = await ours(federated, query);
    expect(answer).toEqual({ data, errors });
    for (const [subgraph, times] of Object.entries(asked ?? {})) {
      expect(federated.asked.filter((asking) => asking.subgraph === subgraph)).toHaveLength(times);
    }
    if (asked !== undefined) expect(federated.asked).toHaveLength(Object.values(asked).reduce((sum, n) => sum + n, 0));
  });
});
