/** The token endpoint as a reporting tool meets it; what an assertion is worth, identity judges. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CALLS } from '../../schema/calls.js';
import { Front } from './front.js';

const ISSUER = 'https://graph.example';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const WHOLE = {
  grant_type: 'client_credentials',
  client_assertion_type: ASSERTION_TYPE,
  client_assertion: 'a.b.c',
  scope: 'REPORTER',
};
const TOKEN = { accessToken: 'x.y.z', expiresInSeconds: 300, scopes: ['REPORTER'] };

let front: Front;
let production: Front;

beforeAll(async () => {
  front = await Front.start({ publicUrl: ISSUER });
  production = await Front.start({ mode: 'production', trustedProxies: ['127.0.0.1'], publicUrl: ISSUER });
});
afterAll(async () => {
  await front.stop();
  await production.stop();
});
beforeEach(() => {
  front.forget();
  identityAnswers(200, TOKEN);
});

function identityAnswers(status: number, body: unknown): void {
  front.behaviour.identity = ({ path }) =>
    path === CALLS.serviceToken
      ? Promise.resolve({ status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
      : null;
}

async function ask(form: Record<string, string> | string, headers: Record<string, string> = {}, of = front) {
  const answer = await fetch(`${of.url}/oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
}

describe('a token', () => {
  it('is answered as OAuth has it, and kept by no cache (RFC 6749 §5.1)', async () => {
    const { status, headers, body } = await ask(WHOLE);
    expect(status).toBe(200);
    expect(body).toEqual({ access_token: 'x.y.z', token_type: 'Bearer', expires_in: 300, scope: 'REPORTER' });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('pragma')).toBe('no-cache');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is asked of identity by a signed call that says who asks, and for whom the assertion may be meant', async () => {
    await ask(WHOLE);
    expect(front.calls(CALLS.serviceToken)).toEqual([
      expect.objectContaining({
        to: 'identity',
        issuer: 'gateway',
        caller: expect.objectContaining({ facts: null, address: '127.0.0.1', purpose: 'HSYSADMIN' }),
        body: { assertion: 'a.b.c', scope: 'REPORTER', audiences: [ISSUER, `${ISSUER}/oauth/token`] },
      }),
    ]);
  });

  it('is asked without a scope for all that there is', async () => {
    const form = new URLSearchParams(WHOLE);
    form.set('scope', '');
    await ask(form.toString());
    form.delete('scope');
    await ask(form.toString());
    expect(front.calls(CALLS.serviceToken).map(({ body }) => (body as { scope: unknown }).scope)).toEqual([null, null]);
  });
});

describe('what identity refuses', () => {
  it.each([
    ['ASSERTION_REFUSED', 401, 'invalid_client'],
    ['SCOPE_REFUSED', 400, 'invalid_scope'],
    ['UNAVAILABLE', 503, 'temporarily_unavailable'],
    ['AUDIT_UNAVAILABLE', 503, 'temporarily_unavailable'],
    ['something else', 503, 'temporarily_unavailable'],
  ])('%s is answered %i %s, and nothing more (RFC 6749 §5.2)', async (code, status, error) => {
    identityAnswers(422, { code });
    const answer = await ask(WHOLE);
    expect(answer).toMatchObject({ status, body: { error } });
    expect(Object.keys(answer.body)).toEqual(['error']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('too many tries are told how long to wait', async () => {
    identityAnswers(422, { code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: 42 });
    const { status, headers } = await ask(WHOLE);
    expect(status).toBe(429);
    expect(headers.get('retry-after')).toBe('42');
  });

  it('an identity that does not answer is no invalid client', async () => {
    front.behaviour.identity = () => Promise.reject(new Error('gone'));
    expect(await ask(WHOLE)).toMatchObject({ status: 503, body: { error: 'temporarily_unavailable' } });
  });
});

describe('a request that cannot be right never reaches identity', () => {
  const without = (name: keyof typeof WHOLE) => ({ ...WHOLE, [name]: '' });
  it.each<[string, Record<string, string> | string, number, string]>([
    ['without a grant type', without('grant_type'), 400, 'invalid_request'],
    ['by password', { ...WHOLE, grant_type: 'password' }, 400, 'unsupported_grant_type'],
    ['by refresh token', { ...WHOLE, grant_type: 'refresh_token' }, 400, 'unsupported_grant_type'],
    ['without an assertion', without('client_assertion'), 401, 'invalid_client'],
    ['with an assertion of no type', without('client_assertion_type'), 401, 'invalid_client'],
    ['with an endless assertion', { ...WHOLE, client_assertion: 'x'.repeat(9_000) }, 401, 'invalid_client'],
    ['with a secret', { ...WHOLE, client_secret: 'geheim' }, 401, 'invalid_client'],
    ['with an endless scope', { ...WHOLE, scope: 'x'.repeat(300) }, 400, 'invalid_scope'],
    ['with two assertions', `${new URLSearchParams(WHOLE).toString()}&client_assertion=d.e.f`, 400, 'invalid_request'],
    ['with nothing', '', 400, 'invalid_request'],
  ])('%s', async (_what, form, status, error) => {
    expect(await ask(form)).toMatchObject({ status, body: { error } });
    expect(front.calls(CALLS.serviceToken)).toEqual([]);
  });

  it('with another way to show who it is', async () => {
    const { status, headers, body } = await ask(WHOLE, { authorization: 'Basic YTpi' });
    expect({ status, body }).toEqual({ status: 401, body: { error: 'invalid_client' } });
    expect(headers.get('www-authenticate')).toBe('Basic realm="token"');
  });

  it('as JSON, or larger than 100 kB', async () => {
    const json = await ask(JSON.stringify(WHOLE), { 'content-type': 'application/json' });
    expect(json).toMatchObject({ status: 415, body: { error: 'invalid_request' } });
    const large = await ask({ ...WHOLE, client_assertion: 'x'.repeat(100_001) });
    expect(large).toMatchObject({ status: 413, body: { error: 'invalid_request' } });
  });

  it('by GET', async () => {
    expect((await fetch(`${front.url}/oauth/token?${new URLSearchParams(WHOLE).toString()}`)).status).toBe(404);
  });

  it('over an open connection, in production (V8)', async () => {
    const open = await ask(WHOLE, {}, production);
    expect(open).toMatchObject({ status: 403, body: { error: 'invalid_request' } });
    const behindTls = { 'x-forwarded-proto': 'https' };
    expect((await ask({ ...WHOLE, grant_type: '' }, behindTls, production)).status).toBe(400);
  });

  it('and forms are still read nowhere else (attack case 20)', async () => {
    const answer = await front.post('query=x', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(answer.status).toBe(415);
  });
});

describe('what a tool has to know (RFC 8414)', () => {
  it('stands where its library looks', async () => {
    const answer = await fetch(`${front.url}/.well-known/oauth-authorization-server`);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(await answer.json()).toEqual({
      issuer: ISSUER,
      token_endpoint: `${ISSUER}/oauth/token`,
      jwks_uri: `${ISSUER}/.well-known/jwks.json`,
      grant_types_supported: ['client_credentials'],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      token_endpoint_auth_signing_alg_values_supported: ['EdDSA', 'ES256', 'PS256'],
      scopes_supported: ['AUDITOR', 'REPORTER'],
    });
  });

  it('is nowhere while we have no address under which tools know us', async () => {
    const without = await Front.start();
    try {
      expect((await ask(WHOLE, {}, without)).status).toBe(404);
      expect((await fetch(`${without.url}/.well-known/oauth-authorization-server`)).status).toBe(404);
    } finally {
      await without.stop();
    }
  });
});
