/** GraphQL over HTTP, held against the audits that the specification's own group publishes, and against what they leave out. */
import { connect, constants, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import { request as plainRequest } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { facts, Front, json, relation } from './front.js';
import { SELF_SIGNED } from './self-signed.js';

const PREFLIGHTED = { 'apollo-require-preflight': 'yes' };
const TLS = { 'x-forwarded-proto': 'https' };
let development: Front;
let production: Front;

beforeAll(async () => {
  development = await Front.start({ limits: { atOnce: 1, waiting: 1 } });
  production = await Front.start({ mode: 'production', trustedProxies: ['127.0.0.1'] });
});
afterAll(async () => {
  await development.stop();
  await production.stop();
});

/** These ask for the schema, which production does not tell. */
const INTROSPECTING = ['BF61', '2EA1', '28B9', 'D6D5', '6A70'];

describe.each([['development'], ['production']] as const)('in %s', (mode) => {
  /** As a front end of ours asks: past the guard against other sites, and over TLS. */
  const fetchFn = (url: string, { headers, ...rest }: RequestInit = {}): Promise<Response> =>
    fetch(url, { ...rest, headers: { ...PREFLIGHTED, ...TLS, ...(headers as Record<string, string>) } });
  const front = (): Front => (mode === 'production' ? production : development);
  const audits = serverAudits({ url: () => `${front().url}/graphql`, fetchFn }).filter(
    ({ id }) => mode === 'development' || !INTROSPECTING.includes(id),
  );

  it.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s %s', async (_id, _name, fn) => {
    expect((await fn()).status).toBe('ok');
  });
});

describe('the answer to a request without fault', () => {
  const ask = (accept: string | null, query: string): Promise<Response> =>
    fetch(`${development.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(accept !== null && { accept }) },
      body: JSON.stringify({ query }),
    });

  it.each([
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json', 400],
    ['application/json, application/graphql-response+json', 'application/json', 200],
    ['application/json', 'application/json', 200],
    ['*/*', 'application/json', 400],
    ['text/html, application/*;q=0.5', 'application/json', 400],
  ])('is, for Accept: %s, %s, and of an operation that is wrong %i', async (accept, type, status) => {
    expect((await ask(accept, '{ organisation }')).headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    const several = 'query A { organisation } query B { organisation }';
    for (const query of ['{', '{ nothing }', several, 'subscription { organisation }']) {
      const wrong = await ask(accept, query);
      expect([wrong.status, wrong.headers.get('content-type')]).toEqual([status, `${type}; charset=utf-8`]);
      const { errors, ...rest } = (await wrong.json()) as { errors: { message: string }[] };
      expect(errors).toEqual([expect.objectContaining({ message: expect.any(String) })]);
      expect(rest).toEqual({});
    }
  });

  it.each(['text/html', 'application/json;q=0', 'application/json; charset=iso-8859-1'])(
    'is 406 when only %s is accepted',
    async (accept) => {
      expect((await ask(accept, '{ organisation }')).status).toBe(406);
    },
  );

  it('keeps to 400 whatever is accepted when it is beyond a limit', async () => {
    expect((await ask('application/json', `{ ${'organisation '.repeat(6)} }`)).status).toBe(400);
  });
});

describe('a request of another form', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD'])('by %s is not allowed, and told what is', async (method) => {
    const answer = await fetch(`${development.url}/graphql`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it('in another charset or coding is not read', async () => {
    const sent = { 'content-type': 'application/json; charset=utf-16' };
    expect((await development.post('{"query":"{ organisation }"}', sent)).status).toBe(415);
    expect((await development.post('{"query":"{ organisation }"}', { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('that stops halfway is not answered, and takes no place', async () => {
    const { hostname, port } = new URL(development.url);
    const headers = { 'content-type': 'application/json', 'content-length': 100 };
    const sent = plainRequest({ hostname, port, path: '/graphql', method: 'POST', headers }).on(
      'error',
      () => undefined,
    );
    sent.write('{"query":');
    await new Promise((resolve) => setTimeout(resolve, 20));
    sent.destroy();
    expect((await development.ask('{ organisation }')).status).toBe(200);
  });
});

describe('a long answer', () => {
  const LONG = 'Rustige nacht. '.repeat(400);
  const QUERY = JSON.stringify({ query: '{ client(id: "a") { name } }' });

  async function received(body: string, coding: string): Promise<{ coding: string | undefined; body: Buffer }> {
    await development.change(facts([relation({ role: 'CLIENT' })]));
    development.behaviour.dossier = () => Promise.resolve(json({ data: { client: { name: LONG } } }));
    const headers = {
      'content-type': 'application/json',
      'accept-encoding': coding,
      authorization: `Bearer ${await development.token()}`,
    };
    return new Promise((resolve, reject) => {
      plainRequest(`${development.url}/graphql`, { method: 'POST', headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ coding: answer.headers['content-encoding'], body: Buffer.concat(chunks) }));
      })
        .on('error', reject)
        .end(body);
    });
  }

  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip;q=1, br;q=0.5', 'gzip', gunzipSync],
    ['*', 'br', brotliDecompressSync],
    ['identity, br;q=0', undefined, (body: Buffer) => body],
  ])('is zipped for Accept-Encoding: %s as %s', async (accepted, coding, unzip) => {
    const answer = await received(QUERY, accepted);
    expect(answer.coding).toBe(coding);
    expect(JSON.parse(unzip(answer.body).toString())).toEqual({ data: { client: { name: LONG } } });
  });

  it('of a mutation is not: it may hold a token beside what the caller wrote', async () => {
    const email = 'x'.repeat(3_000);
    development.behaviour.identity = ({ path }) =>
      path === '/graphql' ? Promise.resolve(json({ data: { signIn: LONG } })) : null;
    const query = `mutation { signIn(email: "${email}", password: "") }`;
    const answer = await received(JSON.stringify({ query }), 'br');
    delete development.behaviour.identity;
    expect([answer.coding, JSON.parse(answer.body.toString())]).toEqual([undefined, { data: { signIn: LONG } }]);
  });
});

/** Attack case 20: over capacity nothing grows. */
describe('more than fits', () => {
  it('waits in a queue, and beyond it is answered 503 at once, with when to come back', async () => {
    const held: (() => void)[] = [];
    development.behaviour.dossier = () =>
      new Promise((resolve) => held.push(() => resolve(json({ data: { client: { name: 'De Graaf' } } }))));
    const ask = () => development.ask('{ client(id: "a") { name } }');
    const first = ask();
    while (held.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const second = ask();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const third = await ask();
    expect([third.status, third.headers.get('retry-after')]).toEqual([503, '1']);
    expect(third.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'OVERLOADED', retryAfterSeconds: 1 }]);
    expect(held).toHaveLength(1);
    held[0]?.();
    expect((await first).data).toEqual({ client: { name: 'De Graaf' } });
    while (held.length === 1) await new Promise((resolve) => setTimeout(resolve, 5));
    held[1]?.();
    expect((await second).status).toBe(200);
    delete development.behaviour.dossier;
    expect((await ask()).status).toBe(200);
  });
});

describe('HTTP/2', () => {
  let own: Front;
  let session: ClientHttp2Session;

  beforeAll(async () => {
    own = await Front.start({ mode: 'production', tls: SELF_SIGNED });
    session = connect(own.url, { rejectUnauthorized: false });
  });
  afterAll(() => session.destroy());

  const stream = (path: string, method: string, type = 'application/json'): ClientHttp2Stream =>
    session.request({
      ...{ ':path': path, ':method': method, 'content-type': type },
      accept: 'application/graphql-response+json',
    });
  const answerOf = (asked: ClientHttp2Stream): Promise<string> =>
    new Promise((resolve, reject) => {
      let text = '';
      let status: unknown;
      asked.on('response', (answer) => (status = answer[':status']));
      asked.on('data', (chunk: Buffer) => (text += chunk.toString()));
      asked.on('end', () => resolve(`${String(status)} ${text.trim()}`)).on('error', reject);
    });
  const ask = (path: string, body?: string): Promise<string> => {
    const asked = stream(path, body === undefined ? 'GET' : 'POST');
    asked.end(body);
    return answerOf(asked);
  };
  const ORGANISATION = '200 {"data":{"organisation":"Vivium Zorggroep"}}';

  it('is spoken behind our own certificate, several at a time over one connection', async () => {
    expect(
      await Promise.all([
        ask('/graphql', '{"query":"{ organisation }"}'),
        ask('/graphql?query={organisation}'),
        ask('/health/live'),
      ]),
    ).toEqual([ORGANISATION, ORGANISATION, '200 {"status":"live"}']);
  });

  /** RFC 9113, 8.1. */
  it.each([
    [413, '/graphql', 'application/json', 'QUERY_TOO_LARGE'],
    [415, '/graphql', 'text/plain', 'BAD_REQUEST'],
    [413, '/elsewhere', 'application/json', 'QUERY_TOO_LARGE'],
  ])(
    'ends a stream that is answered %i at %s while it is being sent, and goes on',
    async (status, path, type, code) => {
      const sending = stream(path, 'POST', type);
      const more = setInterval(() => {
        if (sending.writable && !sending.writableNeedDrain) sending.write(Buffer.alloc(16_384));
      }, 1);
      const told = new Promise<number | undefined>((resolve) => {
        sending.on('aborted', () => {
          clearInterval(more);
          resolve(sending.rstCode);
        });
      });
      expect(await answerOf(sending)).toMatch(new RegExp(`^${status} .*${code}`));
      expect(await told).toBe(constants.NGHTTP2_NO_ERROR);
      expect(await ask('/graphql', '{"query":"{ organisation }"}')).toBe(ORGANISATION);
    },
  );

  it('ends in order when the gateway is stopped', async () => {
    await own.stop();
    expect(session.closed).toBe(true);
  });
});
