/** Attack case 21: operations that are deep, wide or bombs, pages without end, and names that are those of prototypes. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { facts, Front, relation } from '../gateway/front.js';

let front: Front;

beforeAll(async () => {
  front = await Front.start();
  await front.change(facts([relation({ role: 'CLIENT' })]));
});
afterAll(() => front.stop());
afterEach(() => {
  delete front.behaviour.dossier;
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

const nested = (depth: number): string => (depth === 0 ? 'name' : `partner { ${nested(depth - 1)} }`);
const wide = (count: number): string => Array.from({ length: count }, (_, n) => `a${n}: name`).join(' ');
const LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const bomb = LETTERS.map((letter, n) =>
  n === 25
    ? `fragment ${letter} on Client { name }`
    : `fragment ${letter} on Client { ${`...${LETTERS[n + 1]} `.repeat(9)} }`,
).join(' ');

describe('an operation', () => {
  it.each([
    ['is a hundred deep', `{ client(id: "a") { ${nested(100)} } }`],
    ['is a hundred wide', `{ client(id: "a") { ${wide(100)} } }`],
    ['has ten thousand fields', `{ client(id: "a") { ${'name '.repeat(10_000)} } }`],
    ['is a bomb of fragments', `{ client(id: "a") { ...A } } ${bomb}`],
    ['asks for a page of a million', '{ client(id: "a") { reports(first: 1000000) { edges { cursor } } } }'],
    [
      'asks a thousand times for the type',
      `{ ${Array.from({ length: 1_000 }, (_, n) => `t${n}: __typename`).join(' ')} }`,
    ],
  ])('that %s is refused before anything is fetched', async (_what, query) => {
    const token = await front.token();
    front.forget();
    const answer = await front.ask(query, { token });
    expect([answer.status, answer.data]).toEqual([400, undefined]);
    expect(answer.errors?.[0]?.extensions['code']).toMatch(/_TOO_LARGE$/);
    expect(front.operations('dossier')).toEqual([]);
  });
});

describe('the name of a prototype', () => {
  it.each([
    ['an alias', { query: '{ __proto__: organisation }' }],
    ['a variable', { query: 'query Q($__proto__: Boolean = true) { organisation @include(if: $__proto__) }' }],
    ['a fragment', { query: '{ ...__proto__ } fragment __proto__ on Query { organisation }' }],
  ])('is refused as %s', async (_place, body) => {
    expect((await front.post(JSON.stringify(body))).status).toBe(400);
  });

  it.each([
    '{"query":"{ organisation }","__proto__":{"polluted":true}}',
    '{"query":"{ organisation }","variables":{"__proto__":{"polluted":true}}}',
    String.raw`{"query":"{ organisation }","variables":{"\u005f_proto__":{"polluted":true}}}`,
    '{"query":"{ organisation }","variables":{"constructor":{"prototype":{"polluted":true}}}}',
  ])('is refused as a key: %s', async (body) => {
    const answer = await front.post(body);
    expect([answer.status, answer.errors?.[0]?.extensions['code']]).toEqual([400, 'BAD_REQUEST']);
  });

  it('is a name like any other where GraphQL lets it be one', async () => {
    const answer = await front.ask('query constructor { constructor: organisation toString: organisation }');
    expect(answer.data).toEqual({ constructor: 'Vivium Zorggroep', toString: 'Vivium Zorggroep' });
  });

  it('is a key like any other in what a subgraph answers', async () => {
    front.behaviour.dossier = () =>
      Promise.resolve({
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: '{"data":{"__proto__":{"polluted":1},"client":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"name":"De Graaf"}}}',
      });
    const answer = await front.ask('{ client(id: "a") { name } }');
    expect(answer.data).toEqual({ client: { name: 'De Graaf' } });
    expect(answer.text).not.toContain('polluted');
  });
});
