import { get, request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { facts, Front, relation, type GraphAnswer } from './front.js';

let front: Front;

beforeAll(async () => {
  front = await Front.start();
  await front.change(facts([relation({ role: 'CLIENT' })]));
  await front.ask('{ organisation }');
});
afterAll(() => front.stop());
beforeEach(() => front.forget());

function expectRefused(answer: GraphAnswer, code: string, details: object = {}): void {
  expect(answer.status).toBe(400);
  expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code, ...details }]);
  expect(front.received.filter(({ path }) => path === '/graphql')).toEqual([]);
}

function times(count: number, text: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => text(index)).join(' ');
}

describe('an operation that is too large', () => {
  it.each([
    ['has more than 1000 tokens', `{ ${times(1001, () => 'organisation')} }`, { limit: 'tokens' }],
    ['has more than 10 aliases', `{ me { ${times(11, (n) => `a${n}: name`)} } }`, { limit: 'aliases' }],
    ['hides its aliases in __typename', `{ me { ${times(11, (n) => `a${n}: __typename`)} } }`, { limit: 'aliases' }],
    [
      'hides its aliases in fragments',
      `{ me { ${times(6, () => '...F')} } } fragment F on Account { x: name y: name }`,
      { limit: 'aliases' },
    ],
    ['has more than 5 root fields', `{ ${times(6, () => 'organisation')} }`, { limit: 'rootFields' }],
    [
      'has more than 5 directives',
      `{ ${'organisation' + ' @include(if: true)'} me { ${times(5, () => 'name @skip(if: false)')} } }`,
      { limit: 'directives' },
    ],
    [
      'asks twice for a sign-in',
      'mutation { a: signIn(email: "a", password: "1") b: signIn(email: "a", password: "2") }',
      { limit: 'rootFields' },
    ],
    [
      'hides a second sign-in in a fragment',
      'mutation { ...F signIn(email: "a", password: "2") } fragment F on Mutation { acceptTerms }',
      { limit: 'rootFields' },
    ],
  ])('because it %s is refused before anything is fetched', async (_why, query, details) => {
    expectRefused(await front.ask(query), 'QUERY_TOO_LARGE', details);
  });

  it('is measured anew for other page lengths and another operation of the same text', async () => {
    const query = `query Pages($first: Int = 5) { client(id: "a") { reports(first: $first) { edges { cursor } } } }
      query Many { ${times(6, () => 'organisation')} }`;
    const ask = (variables: Record<string, unknown>) => front.ask(query, { operationName: 'Pages', variables });
    for (const variables of [{ first: 50 }, {}, { first: null }, { first: 50 }]) {
      expect((await ask(variables)).status).toBe(200);
    }
    front.forget();
    expectRefused(await ask({ first: 51 }), 'PAGE_TOO_LARGE', { largest: 50 });
    expectRefused(await ask({ first: 51 }), 'PAGE_TOO_LARGE', { largest: 50 });
    expectRefused(await ask({ first: 0 }), 'PAGE_TOO_LARGE', { largest: 50 });
    expectRefused(await front.ask(query, { operationName: 'Many' }), 'QUERY_TOO_LARGE', { limit: 'rootFields' });
  });

  it('because it is deeper than 10 is refused', async () => {
    const nested = (depth: number): string => (depth === 1 ? 'name' : `partner { ${nested(depth - 1)} }`);
    expect((await front.ask(`{ client(id: "a") { ${nested(9)} } }`)).status).toBe(200);
    front.forget();
    expectRefused(await front.ask(`{ client(id: "a") { ${nested(10)} } }`), 'QUERY_TOO_LARGE', { limit: 'depth' });
  });

  it('because its fields times its pages cost more than 2000 is refused', async () => {
    // one report: edges, cursor, node, text; fifty of them and the field itself: 201
    const pages = (count: number): string =>
      `{ client(id: "a") { ${times(count, (n) => `r${n}: reports(first: 50) { edges { cursor node { text } } }`)} } }`;
    expect((await front.ask(pages(9))).status).toBe(200);
    front.forget();
    expectRefused(await front.ask(pages(10)), 'QUERY_TOO_LARGE', { limit: 'cost' });
  });

  it('is answered in under 50 ms', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
    const chain = letters.map((letter, n) =>
      n === 25
        ? `fragment ${letter} on Client { name }`
        : `fragment ${letter} on Client { ${times(10, () => `...${letters[n + 1]}`)} }`,
    );
    const bomb = `{ client(id: "a") { ...A } } ${chain.join(' ')}`;
    const durations: number[] = [];
    for (let attempt = 0; attempt < 8; attempt += 1) {
      const begin = performance.now();
      // another text each time: nothing is answered from a cache
      expectRefused(await front.ask(bomb + ' '.repeat(attempt)), 'QUERY_TOO_LARGE', { limit: 'cost' });
      durations.push(performance.now() - begin);
    }
    expect(Math.min(...durations)).toBeLessThan(50);
  });
});

describe('a page', () => {
  const REPORTS = 'query Q($first: Int) { client(id: "a") { reports(first: $first) { edges { cursor } } } }';

  it.each([51, 1_000_000, 0, -1])('of %i is refused, said in the operation or by a variable', async (first) => {
    const literal = await front.ask(`{ client(id: "a") { reports(first: ${first}) { edges { cursor } } } }`);
    expectRefused(literal, 'PAGE_TOO_LARGE', { largest: 50 });
    expectRefused(await front.ask(REPORTS, { variables: { first } }), 'PAGE_TOO_LARGE', { largest: 50 });
  });

  it('is judged by the default of its variable too', async () => {
    const query = REPORTS.replace('$first: Int', '$first: Int = 900');
    expectRefused(await front.ask(query), 'PAGE_TOO_LARGE', { largest: 50 });
  });

  it('of fifty, or of no said size, is fine', async () => {
    expect((await front.ask(REPORTS, { variables: { first: 50 } })).status).toBe(200);
    expect((await front.ask(REPORTS)).status).toBe(200);
  });
});

describe('an operation that is not even valid', () => {
  it('is answered as such when a fragment holds itself', async () => {
    const answer = await front.ask('{ ...A } fragment A on Query { organisation ...B } fragment B on Query { ...A }');
    expectRefused(answer, 'GRAPHQL_VALIDATION_FAILED', { detail: expect.stringContaining('within itself') });
  });

  it('is held to the limits before it is told what is wrong with it', async () => {
    expectRefused(await front.ask(`{ ${times(6, (n) => `nothing${n}`)} }`), 'QUERY_TOO_LARGE', { limit: 'rootFields' });
  });

  it('is held to the limits in a GET as well', async () => {
    const query = encodeURIComponent(`{ ${times(6, () => 'organisation')} }`);
    const answer = await fetch(`${front.url}/graphql?query=${query}&variables={`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'QUERY_TOO_LARGE' } }] });
  });

  it.each([
    ['a half percent escape', '%23%ZZ'],
    ['an escape that is no UTF-8', '%23%FF'],
  ])('is held to them in a GET that ends in %s too', async (_what, end) => {
    const query = encodeURIComponent(`{ ${times(6, () => 'organisation')} }`);
    const answer = await fetch(`${front.url}/graphql?query=${query}${end}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'QUERY_TOO_LARGE' } }] });
  });

  it('is held to them in a GET whose address has a fragment, which a client should have kept to itself', async () => {
    const query = encodeURIComponent(`{ ${times(6, () => 'organisation')} }`);
    const { hostname, port } = new URL(front.url);
    const status = await new Promise((resolve, reject) => {
      get(
        { hostname, port, path: `/graphql?query=${query}#%0A(`, headers: { 'apollo-require-preflight': 'yes' } },
        (answer) => resolve(answer.resume().statusCode),
      ).on('error', reject);
    });
    expect(status).toBe(400);
  });
});

describe('a request whose Host is none', () => {
  it.each(['[', 'a b', ''])('is a bad request: "%s"', async (host) => {
    const { hostname, port } = new URL(front.url);
    const status = await new Promise((resolve, reject) => {
      get({ hostname, port, path: '/graphql?query={organisation}', headers: { host } }, (answer) =>
        resolve(answer.resume().statusCode),
      ).on('error', reject);
    });
    expect(status).toBe(400);
  });
});

/** RFC 9112, 3.2.2. */
describe('a request for a whole address', () => {
  const POST = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const GET = { method: 'GET', headers: { 'apollo-require-preflight': 'yes' } };
  const answerTo = (path: string, { method, headers }: { method: string; headers: Record<string, string> }) => {
    const { hostname, port } = new URL(front.url);
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve([answer.statusCode, Buffer.concat(chunks).toString().trim()]));
      });
      sent.on('error', reject).end(method === 'POST' ? '{"query":"{ organisation }"}' : undefined);
    });
  };

  it('is answered as one for its path', async () => {
    const organisation = [200, '{"data":{"organisation":"Vivium Zorggroep"}}'];
    expect(await answerTo('http://graph.example/graphql', POST)).toEqual(organisation);
    expect(await answerTo('HTTPS://graph.example:8443/graphql?query={organisation}', GET)).toEqual(organisation);
    expect(await answerTo('http://graph.example/health/live', GET)).toEqual([200, '{"status":"live"}']);
    expect(await answerTo('http://graph.example', GET)).toEqual([404, expect.any(String)]);
  });

  it.each([
    ['http://a@graph.example/graphql', POST.headers],
    ['http:///graphql', POST.headers],
    ['http://graph.example/graphql', { ...POST.headers, host: 'a b' }],
  ])('is a bad request when a host of it is none: %s', async (path, headers) => {
    expect(await answerTo(path, { method: 'POST', headers })).toEqual([400, expect.stringContaining('BAD_REQUEST')]);
  });
});

/** Attack case 21. */
describe('a name that GraphQL keeps for itself', () => {
  it.each([
    ['an alias', '{ __proto__: organisation }', undefined],
    ['a variable', 'query Q($__proto__: Boolean = true) { organisation @include(if: $__proto__) }', undefined],
  ])('is refused as %s', async (_place, query) => {
    expect((await front.ask(query)).status).toBe(400);
  });

  it('is refused as a key of the variables', async () => {
    const answer = await front.post('{"query":"{ organisation }","variables":{"__proto__":{"polluted":true}}}');
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_REQUEST' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
