/** `@requires` with arguments: the caller's own arguments and those of other requirements stay apart. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { GraphQLObjectType } from 'graphql';
import { FederatedGraph } from '../federated-graph.js';
import { ours, theirs } from './answers.js';

type Reference = Record<string, unknown> & { id: string };

const PRICES: Record<string, number> = { EUR: 10, USD: 0, GBP: 8 };
const price = (_: unknown, { currency = 'GBP' }: { currency?: string }) => PRICES[currency];

const federated = new FederatedGraph({
  shop: {
    sdl: `type Query { product: Product products: [Product!]! }
      type Product @key(fields: "id") {
        id: ID! name: String
        price(currency: String): Int
        maker: Maker
        parts(first: Int): [Part!]
      }
      type Maker { name: String turnover(currency: String!): Int }
      type Part @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: { product: () => ({ id: 'a', name: 'Bed' }), products: () => [{ id: 'a', name: 'Bed' }, { id: 'b' }] },
      Product: {
        price,
        maker: () => ({ name: 'Van Dalen' }),
        parts: (_: unknown, { first = 9 }: { first?: number }) => ['x', 'y', 'z'].slice(0, first).map((id) => ({ id })),
      },
      Maker: { turnover: price },
    },
  },
  stock: {
    sdl: 'type Part @key(fields: "id") { id: ID! weight(unit: String): Int }',
    resolvers: {
      Part: {
        __resolveReference: (part: Reference) => part,
        weight: (_: unknown, { unit }: { unit?: string }) => (unit === 'g' ? 1000 : 1),
      },
    },
  },
  post: {
    sdl: `type Product @key(fields: "id") {
        id: ID!
        name: String @external
        price(currency: String): Int @external
        maker: Maker @external
        parts(first: Int): [Part!] @external
        dollars: String @requires(fields: "price(currency: \\"USD\\") name")
        euros(rounded: Boolean): String @requires(fields: "price(currency: \\"EUR\\")")
        pounds: String @requires(fields: "price")
        reliable: String @requires(fields: "maker { turnover(currency: \\"EUR\\") }")
        heavy: String @requires(fields: "parts(first: 2) { weight(unit: \\"g\\") }")
        plain: String
      }
      type Maker @external { turnover(currency: String!): Int }
      type Part @key(fields: "id") { id: ID! weight(unit: String): Int @external }`,
    resolvers: {
      Product: {
        __resolveReference: (product: Reference) => product,
        dollars: ({ price: given, name }: Reference) => `${String(name)} $${String(given)}`,
        euros: ({ price: given }: Reference, { rounded }: { rounded?: boolean }) =>
          `€${String(given)}${String(rounded)}`,
        pounds: ({ price: given }: Reference) => `£${String(given)}`,
        reliable: ({ maker }: Reference) => JSON.stringify(maker),
        heavy: ({ parts }: Reference) => JSON.stringify((parts as { weight: number }[]).map(({ weight }) => weight)),
        plain: () => 'plain',
      },
    },
  },
});

beforeEach(() => federated.forget());

describe('a requirement with arguments', () => {
  it("is not met with the value of the caller's own arguments", async () => {
    const query = '{ product { price(currency: "EUR") dollars } }';
    const right = { product: { price: 10, dollars: 'Bed $0' } };
    expect((await theirs(federated, query)).data).not.toEqual(right);
    expect(await ours(federated, query)).toEqual({ data: right, errors: [] });
  });

  it('is kept apart from another that wants the same field with other arguments, or without', async () => {
    const query = '{ product { dollars euros pounds plain } }';
    const right = { product: { dollars: 'Bed $0', euros: '€10undefined', pounds: '£8', plain: 'plain' } };
    expect((await theirs(federated, query)).data).not.toEqual(right);
    expect(await ours(federated, query)).toEqual({ data: right, errors: [] });
  });

  it('does not cost a fetch of its own when it goes together with the others', async () => {
    await ours(federated, '{ product { dollars reliable plain } }');
    expect(federated.asked.filter(({ subgraph }) => subgraph === 'post')).toHaveLength(1);
  });

  it('is met inside an object and in every entry of a list, beside what the caller asks of them', async () => {
    const query = `{ products {
      maker { turnover(currency: "USD") } parts(first: 1) { id weight(unit: "kg") } heavy reliable
    } }`;
    const product = {
      maker: { turnover: 0 },
      parts: [{ id: 'x', weight: 1 }],
      heavy: '[1000,1000]',
      reliable: '{"turnover":10}',
    };
    expect(await ours(federated, query)).toEqual({ data: { products: [product, product] }, errors: [] });
  });

  it('leaves each fetch with only the variables that it uses', async () => {
    const query = 'query($rounded: Boolean) { product { dollars one: euros(rounded: $rounded) } }';
    expect(await ours(federated, query, { rounded: true })).toEqual({
      data: { product: { dollars: 'Bed $0', one: '€10true' } },
      errors: [],
    });
    const declared = federated.asked.filter(({ query: text }) => text.includes('$rounded'));
    expect(declared).toHaveLength(1);
  });

  it('cannot be met by an alias of the caller that bears its hidden name', async () => {
    const query = '{ product { required_price_1: price(currency: "EUR") required_price_2: name dollars euros } }';
    expect((await ours(federated, query)).data).toEqual({
      product: { required_price_1: 10, required_price_2: 'Bed', dollars: 'Bed $0', euros: '€10undefined' },
    });
  });

  it('is no field that a caller can ask or see', () => {
    const { apiSchema } = federated.graph;
    const fields = Object.keys((apiSchema.getType('Product') as GraphQLObjectType).getFields());
    expect(fields.filter((name) => name.startsWith('required_'))).toEqual([]);
  });
});
