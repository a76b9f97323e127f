import { request as secureRequest } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { facts, Front, relation } from './front.js';
import { SELF_SIGNED } from './self-signed.js';

let development: Front;
let production: Front;

beforeAll(async () => {
  development = await Front.start();
  production = await Front.start({ mode: 'production', trustedProxies: ['127.0.0.1'] });
  await production.change(facts([relation({ role: 'CLIENT' })]));
});
afterAll(async () => {
  await development.stop();
  await production.stop();
});

const TLS = { 'x-forwarded-proto': 'https' };

describe('another origin', () => {
  async function preflight(origin: string): Promise<Response> {
    return fetch(`${development.url}/graphql`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
  }

  it('may read answers when it is one of the front ends', async () => {
    const answer = await preflight('https://portaal.example');
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://portaal.example');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it.each(['https://evil.example', 'null', 'https://portaal.example.evil.example', 'http://portaal.example'])(
    'may not when it is %s',
    async (origin) => {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
      const answer = await development.ask('{ organisation }', { token: null, headers: { origin } });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});

/** Attack case 20. */
describe('a request that a page of another site could send without asking', () => {
  it('is refused as a form or plain text', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await development.post('{"query":"{ organisation }"}', { 'content-type': type });
      expect(answer.status).toBe(415);
      expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_REQUEST');
    }
  });

  it('is refused as a bare GET', async () => {
    const answer = await fetch(`${development.url}/graphql?query={organisation}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('a GET', () => {
  const headers = { 'apollo-require-preflight': 'yes' };

  it('may ask', async () => {
    const answer = await fetch(`${development.url}/graphql?query={organisation}`, { headers });
    expect(await answer.json()).toEqual({ data: { organisation: 'Vivium Zorggroep' } });
  });

  it('may change nothing', async () => {
    const answer = await fetch(`${development.url}/graphql?query=mutation{signIn(email:"a",password:"b")}`, {
      headers,
    });
    expect(answer.status).toBe(405);
    expect(development.operations('identity').join()).not.toContain('signIn');
  });

  it('of a browser gets no landing page of the vendor', async () => {
    const answer = await fetch(`${development.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(await answer.text()).not.toContain('<html');
  });
});

describe('a body', () => {
  it('above 100 kB is refused', async () => {
    const answer = await development.post(JSON.stringify({ query: '{ organisation }', x: 'x'.repeat(100_000) }));
    expect(answer.status).toBe(413);
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'QUERY_TOO_LARGE' });
  });

  it('with a batch is refused', async () => {
    const answer = await development.post('[{"query":"{ organisation }"},{"query":"{ organisation }"}]');
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_REQUEST');
  });

  it('that is no JSON is refused', async () => {
    const answer = await development.post('{"query":');
    expect(answer.status).toBe(400);
    expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_REQUEST');
  });

  it('with the hash of a persisted query is refused', async () => {
    const sha256Hash = 'a'.repeat(64);
    const answer = await development.post(
      JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash } } }),
    );
    expect(answer.errors?.[0]?.extensions['code']).toBe('BAD_REQUEST');
  });
});

describe('an answer', () => {
  it('is kept by no cache, framed by nobody and read as nothing else', async () => {
    const { headers } = await development.ask('{ organisation }', { token: null });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('is not found elsewhere', async () => {
    const answer = await fetch(`${development.url}/admin`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it('shows no query plan, whoever asks', async () => {
    const answer = await development.ask('{ organisation }', { headers: { 'apollo-query-plan-experimental': '1' } });
    expect(answer.extensions).toBeUndefined();
  });
});

describe('in production', () => {
  it('nothing is answered over an open connection, and nothing passes for a proxy that is not one (V8)', async () => {
    const open = await production.ask('{ organisation }', { token: null });
    expect(open.status).toBe(403);
    expect(open.errors?.[0]?.extensions).toEqual({ code: 'TLS_REQUIRED' });
    const untrusted = await Front.start({ mode: 'production', trustedProxies: ['10.9.9.9'] });
    try {
      const forged = await untrusted.ask('{ organisation }', { token: null, headers: TLS });
      expect(forged.errors?.[0]?.extensions).toEqual({ code: 'TLS_REQUIRED' });
    } finally {
      await untrusted.stop();
    }
  });

  it('our own certificate will do', async () => {
    const own = await Front.start({ mode: 'production', tls: SELF_SIGNED });
    try {
      expect(own.url).toMatch(/^https:/);
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const sent = secureRequest(`${own.url}/graphql?query={organisation}`, {
          rejectUnauthorized: false,
          headers: { 'apollo-require-preflight': 'yes' },
        });
        sent.on('response', (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        });
        sent.on('error', reject).end();
      });
      expect(status).toBe(200);
    } finally {
      await own.stop();
    }
  });

  it('a trusted proxy says that it ended the TLS, and for whom', async () => {
    const answer = await production.ask('{ organisation }', { headers: { ...TLS, 'x-forwarded-for': '203.0.113.7' } });
    expect(answer.data).toEqual({ organisation: 'Vivium Zorggroep' });
    expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
    expect(production.received.at(-1)?.caller?.address).toBe('203.0.113.7');
  });

  it('the address of a caller without a proxy is the address of its connection', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    await development.ask('{ organisation }', { headers });
    expect(development.received.at(-1)?.caller?.address).toBe('127.0.0.1');
  });

  it('health stays open', async () => {
    expect((await fetch(`${production.url}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${production.url}/health/ready`)).json()).toEqual({ status: 'ready' });
  });

  it('neither introspection nor suggestions nor explanations tell the schema', async () => {
    const introspection = await production.ask('{ __schema { types { name } } }', { headers: TLS });
    expect(introspection.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'GRAPHQL_VALIDATION_FAILED' }]);
    const suggestion = await production.ask('{ organisatio }', { headers: TLS });
    expect(suggestion.text).not.toMatch(/organisation|Did you mean/);
    expect(suggestion.errors?.[0]).not.toHaveProperty('locations');
  });

  it('there is no explorer', async () => {
    expect((await fetch(`${production.url}/explorer`, { headers: TLS })).status).toBe(404);
  });
});

describe('in development', () => {
  it('the schema can be asked, with its standard depth', async () => {
    const answer = await development.ask(
      '{ __schema { types { fields { type { ofType { ofType { ofType { ofType { ofType { ofType { ofType { name } } } } } } } } } } } }',
      { token: null },
    );
    expect(answer.errors).toBeUndefined();
  });

  it('is not ready, and says why, while identity is away', async () => {
    const lonely = await Front.start();
    lonely.behaviour.identity = () => Promise.reject(new Error('away'));
    try {
      const answer = await fetch(`${lonely.url}/health/ready`);
      expect(answer.status).toBe(503);
      expect(await answer.json()).toEqual({ status: 'not ready', missing: ['identity'] });
    } finally {
      await lonely.stop();
    }
  });
});
