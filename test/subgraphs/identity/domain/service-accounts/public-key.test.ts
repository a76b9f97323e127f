import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { readPublicKey } from '../../../../../subgraphs/identity/domain/service-accounts/public-key.js';

async function pair(algorithm: string): Promise<{ open: JWK; secret: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return { open: await exportJWK(publicKey), secret: await exportJWK(privateKey) };
}

function rsa(modulusLength: number, publicExponent?: number): object {
  return generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey.export({ format: 'jwk' });
}

const refused = expect.objectContaining({ code: 'BAD_INPUT', details: { fields: ['publicKey'] } });

function expectRefused(key: unknown): void {
  expect(() => readPublicKey(typeof key === 'string' ? key : JSON.stringify(key))).toThrow(refused);
}

describe('the key of a reporting tool', () => {
  it.each([
    ['EdDSA', 'EdDSA'],
    ['ES256', 'ES256'],
    ['PS256', 'PS256'],
  ])('of kind %s signs by %s and is named by its thumbprint (RFC 7638)', async (kind, algorithm) => {
    const { open } = await pair(kind);
    const key = readPublicKey(JSON.stringify({ ...open, x5u: 'https://elsewhere.example', extra: 1 }));
    expect(key).toMatchObject({ algorithm, kid: await calculateJwkThumbprint(open), jwk: open });
    expect(Object.keys(key.jwk).sort()).toEqual(Object.keys(open).sort());
  });

  it('keeps the name that it has', async () => {
    const { open } = await pair('EdDSA');
    expect(readPublicKey(JSON.stringify({ ...open, kid: 'cijfers-2026' })).kid).toBe('cijfers-2026');
    expectRefused({ ...open, kid: 'met spatie' });
    expectRefused({ ...open, kid: 7 });
  });

  it('is its public half: whoever sends the private one is refused', async () => {
    for (const kind of ['EdDSA', 'ES256', 'PS256']) expectRefused((await pair(kind)).secret);
    const { open } = await pair('EdDSA');
    expectRefused({ ...open, k: 'c2xldXRlbA' });
    expectRefused({ kty: 'oct', k: 'c2xldXRlbA' });
  });

  it('is strong enough', () => {
    expectRefused(rsa(1024));
    expectRefused(rsa(2048, 3));
    expect(readPublicKey(JSON.stringify(rsa(2048))).algorithm).toBe('PS256');
  });

  it('is for signing, in the one way of its kind', async () => {
    const { open } = await pair('PS256');
    expectRefused({ ...open, use: 'enc' });
    expectRefused({ ...open, alg: 'RS256' });
    expectRefused({ ...open, alg: 'none' });
  });

  it.each([
    ['another curve', { kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA' }],
    ['a point that is on no curve', { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }],
    ['a key to agree by', { kty: 'OKP', crv: 'X25519', x: 'AA' }],
    ['a number', 4],
    ['no JSON', '-----BEGIN PUBLIC KEY-----'],
    ['nothing', ''],
    ['a set of keys', { keys: [] }],
    ['very much', 'x'.repeat(6_000)],
  ])('is not %s', (_what, key) => expectRefused(key));
});
