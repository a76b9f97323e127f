import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportSPKI, importJWK, SignJWT, type CryptoKey } from 'jose';
import { CallSigner } from '../../program/calls/signer.js';
import { ACCESS_TOKEN, CALLS } from '../../schema/calls.js';
import { ACCOUNT, facts, Front, keyPair, relation, SESSION } from './front.js';

const ME = '{ me { name } }';
let front: Front;

beforeAll(async () => {
  front = await Front.start();
});
afterAll(() => front.stop());
beforeEach(async () => {
  await front.change(facts([relation()]));
  front.forget();
});

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function claims(): object {
  const now = Math.floor(Date.now() / 1000);
  const { issuer: iss, audience: aud } = ACCESS_TOKEN;
  return { iss, aud, sub: ACCOUNT, sid: SESSION, iat: now, exp: now + 300 };
}

/** Attack case 15. */
describe('a token that identity did not sign as an access token', () => {
  const forged: Record<string, () => Promise<string>> = {
    'without a signature (alg none)': () =>
      Promise.resolve(`${encode({ alg: 'none', typ: ACCESS_TOKEN.type })}.${encode(claims())}.`),
    'without a signature but with something in its place': () =>
      Promise.resolve(`${encode({ alg: 'none', typ: ACCESS_TOKEN.type })}.${encode(claims())}.AAAA`),
    'with HS256 and the public key as the secret': async () => {
      const pem = await exportSPKI((await importJWK(front.keys[0] ?? {}, 'EdDSA')) as CryptoKey);
      const signed = `${encode({ alg: 'HS256', typ: ACCESS_TOKEN.type, kid: 'token-1' })}.${encode(claims())}`;
      return `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
    },
    'with its own key embedded (jwk)': async () => {
      const { privateKey, publicJwk } = await keyPair('token-1');
      return sign(privateKey, { jwk: publicJwk });
    },
    'with the address of its own keys (jku)': async () => {
      const { privateKey } = await keyPair('token-1');
      return sign(privateKey, { jku: 'https://evil.example/jwks.json' });
    },
    'by the key of somebody else': async () => sign((await keyPair('token-1')).privateKey, {}),
    'that has expired': () => front.token({ exp: Math.floor(Date.now() / 1000) - 1 }),
    'of another issuer': () => front.token({ iss: 'https://evil.example' }),
    'for another audience': () => front.token({ aud: 'https://other.example' }),
    'of another type (a refresh or id token)': () => front.token({}, { typ: 'JWT' }),
    'without a type': () => front.token({}, { typ: undefined }),
    'without a session': () => front.token({ sid: undefined }),
    'that is an internal call': async () => {
      const { privateJwk } = await keyPair('gateway-1');
      const signer = await CallSigner.create('gateway', privateJwk);
      return signer.sign({ audience: 'identity', path: '/graphql', body: '{}' });
    },
    'that is opaque, as a refresh token is': () => Promise.resolve('cmVmcmVzaC10b2tlbg'),
  };

  async function sign(key: CryptoKey, header: Record<string, unknown>): Promise<string> {
    return new SignJWT({ ...claims() })
      .setProtectedHeader({ alg: 'EdDSA', typ: ACCESS_TOKEN.type, kid: 'token-1', ...header })
      .sign(key);
  }

  it.each(Object.keys(forged))('%s is refused for the whole request, on the record', async (kind) => {
    const answer = await front.ask(`{ organisation ${ME.slice(1)}`, { token: (await forged[kind]?.()) ?? '' });
    expect(answer.status).toBe(401);
    expect(answer.data).toBeUndefined();
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'UNAUTHENTICATED' }]);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(front.received.filter(({ path }) => path === '/graphql')).toEqual([]);
    expect(front.recorded).toMatchObject([
      { kind: 'DOSSIER_READ', outcome: 'REFUSED', reason: 'UNAUTHENTICATED', account: null, source: 'gateway' },
    ]);
  });

  it('is refused under another scheme than Bearer', async () => {
    const answer = await front.ask(ME, { token: null, headers: { authorization: 'Basic YTpi' } });
    expect(answer.status).toBe(401);
  });
});

describe('a token of identity', () => {
  it('makes the caller, signed, to each subgraph', async () => {
    const answer = await front.ask(ME, {
      headers: {
        'accept-language': 'en-GB,en;q=0.9',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
    });
    expect(answer.data).toEqual({ me: { name: 'Anja de Graaf' } });
    const [call] = front.received.filter(({ path }) => path === '/graphql');
    expect(call).toMatchObject({
      to: 'identity',
      issuer: 'gateway',
      caller: {
        facts: front.facts,
        address: '127.0.0.1',
        language: 'en',
        purpose: 'PATRQT',
        trace: '0af7651916cd43dd8448eb211c80319c',
      },
    });
  });

  it('of staff without a relation asks for another purpose', async () => {
    await front.change(facts([], [{ organisation: 'vivium', role: 'AUDITOR' }]));
    await front.ask(ME);
    expect(front.received.at(-1)?.caller?.purpose).toBe('HSYSADMIN');
  });

  it('whose session has ended is refused with that reason', async () => {
    await front.change(null);
    const answer = await front.ask(ME);
    expect(answer.status).toBe(401);
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'SESSION_ENDED' });
    expect(front.recorded).toMatchObject([{ outcome: 'REFUSED', reason: 'SESSION_ENDED' }]);
  });

  it('for another account than the session has is refused', async () => {
    const answer = await front.ask(ME, { token: await front.token({ sub: 'another-account' }) });
    expect(answer.errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
  });

  it('is refused the moment it has expired, though it was good a moment before', async () => {
    const now = Math.floor(Date.now() / 1000);
    const token = await front.token({ exp: now + 60 });
    try {
      expect((await front.ask(ME, { token })).status).toBe(200);
      front.now = new Date((now + 59) * 1000);
      expect((await front.ask(ME, { token })).status).toBe(200);
      front.now = new Date((now + 60) * 1000);
      expect((await front.ask(ME, { token })).status).toBe(401);
    } finally {
      front.now = null;
    }
  });

  it('is refused with another signature, though the very same claims were good before', async () => {
    const token = await front.token();
    expect((await front.ask(ME, { token })).status).toBe(200);
    const [header, payload, signature = ''] = token.split('.');
    const other = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    expect((await front.ask(ME, { token: `${header}.${payload}.${other}` })).status).toBe(401);
  });

  it('cannot be judged while identity is away: nothing is answered and nothing is held against the caller', async () => {
    front.behaviour.identity = () => Promise.reject(new Error('connection refused'));
    try {
      const answer = await front.ask(ME);
      expect(answer.status).toBe(503);
      expect(answer.errors?.[0]?.extensions).toEqual({ code: 'UNAVAILABLE' });
    } finally {
      delete front.behaviour.identity;
    }
  });
});

describe('the keys of identity', () => {
  it('are published', async () => {
    const answer = await fetch(`${front.url}/.well-known/jwks.json`);
    expect(await answer.json()).toEqual({ keys: front.keys });
    expect(answer.headers.get('content-type')).toContain('application/jwk-set+json');
  });

  it('are forgotten when identity withdraws them, and with them every token that they signed', async () => {
    const other = await Front.start();
    try {
      const token = await other.token();
      expect((await other.ask(ME, { token })).status).toBe(200);
      other.keys = [(await keyPair('token-2')).publicJwk];
      const later = Math.floor(Date.now() / 1000) + 5 * 60 + 1;
      const longer = await other.token({ exp: later + 600 });
      expect((await other.ask(ME, { token: longer })).status).toBe(200);
      other.now = new Date(later * 1000);
      expect((await other.ask(ME, { token: longer })).status).toBe(401);
    } finally {
      await other.stop();
    }
  });

  it('are fetched again for an unknown key, but not for every made-up one', async () => {
    const other = await Front.start();
    try {
      await other.ask(ME);
      const next = await keyPair('token-2');
      other.keys = [...other.keys, next.publicJwk];
      other.now = new Date(Date.now() + 11_000);
      const { iss, aud, sub, sid, iat } = claims() as Record<string, never>;
      const token = await new SignJWT({ iss, aud, sub, sid, iat })
        .setProtectedHeader({ alg: 'EdDSA', typ: ACCESS_TOKEN.type, kid: 'token-2' })
        .setExpirationTime('5m')
        .sign(next.privateKey);
      expect((await other.ask(ME, { token })).status).toBe(200);
      expect(other.calls(CALLS.accessTokenKeys)).toHaveLength(2);
      const madeUp = await other.token({}, { kid: 'token-9' });
      expect((await other.ask(ME, { token: madeUp })).status).toBe(401);
      expect(other.calls(CALLS.accessTokenKeys)).toHaveLength(2);
    } finally {
      await other.stop();
    }
  });
});
