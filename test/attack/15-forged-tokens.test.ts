/** Attack case 15: access tokens that were never issued: no algorithm, the public key as a secret, a key of one's own, another kind of token. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac, randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose';
import { fetch } from 'undici';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

const READ = 'query($id: ID!) { client(id: $id) { name { text } } }';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token that identity did not issue', () => {
  let system: System;
  let henk: Visitor;
  let id: string;
  let genuine: string;
  let published: JWK;

  beforeAll(async () => {
    system = await startSystem();
    henk = await new Visitor(system, 'henk').enter();
    id = await henk.clientAs('CLIENT');
    genuine = henk.session?.accessToken ?? '';
    const response = await fetch(`${system.url}/.well-known/jwks.json`, { headers: { 'x-forwarded-proto': 'https' } });
    published = ((await response.json()) as { keys: JWK[] }).keys[0] ?? {};
  });
  afterAll(() => system.stop());

  const expectRefused = async (token: string) => {
    const { data, errors } = await system.from('198.51.100.250')(READ, { id }, token);
    expect(data ?? null).toBeNull();
    expect(codes(errors)).toEqual([': UNAUTHENTICATED']);
  };
  const header = () => decodeProtectedHeader(genuine);
  const forged = async (headers: object) => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const own = await exportJWK(publicKey);
    return new SignJWT(decodeJwt(genuine))
      .setProtectedHeader({ ...header(), ...headers, ...('jwk' in headers && { jwk: own }) } as never)
      .sign(privateKey);
  };

  it('publishes nothing but the public key', () => {
    expect(published).toMatchObject({ kty: 'OKP', crv: 'Ed25519', x: expect.any(String) });
    expect(published).not.toHaveProperty('d');
  });

  it('is refused, while the genuine one opens', async () => {
    expect(await henk.get(READ, { id })).toMatchObject({ client: { name: { text: 'Henk Dekker' } } });
    await expectRefused(`${genuine.slice(0, -4)}AAAA`);
  });

  it('is refused without a signature', async () => {
    const payload = genuine.split('.')[1] ?? '';
    for (const alg of ['none', 'None', 'NONE']) await expectRefused(`${part({ ...header(), alg })}.${payload}.`);
    await expectRefused(`${genuine.split('.').slice(0, 2).join('.')}.`);
  });

  it('is refused when the public key is used as a secret', async () => {
    const input = `${part({ ...header(), alg: 'HS256' })}.${genuine.split('.')[1] ?? ''}`;
    for (const secret of [JSON.stringify(published), published.x ?? '', Buffer.from(published.x ?? '', 'base64url')]) {
      await expectRefused(`${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`);
    }
  });

  it('is refused when it brings its own key, or says where to get it', async () => {
    await expectRefused(await forged({}));
    await expectRefused(await forged({ jwk: {} }));
    await expectRefused(await forged({ jku: `${system.url}/own-keys.json` }));
    await expectRefused(await forged({ x5u: `${system.url}/own-keys.pem`, kid: '../../dev/null' }));
  });

  it('is refused when its content was changed', async () => {
    const [head = '', , signature = ''] = genuine.split('.');
    const claims = { ...decodeJwt(genuine), sid: randomUUID() };
    await expectRefused(`${head}.${part(claims)}.${signature}`);
  });

  it('is refused when it is a refresh token', async () => {
    await expectRefused(henk.session?.refreshToken ?? '');
  });

  it('is refused when it is a call between our programs', async () => {
    const key = system.callKey();
    const call = await new SignJWT({ ...decodeJwt(genuine), path: '/graphql', body: '' })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'inzage-call+jwt', kid: key.kid ?? '' })
      .sign(await importJWK(key, 'EdDSA'));
    await expectRefused(call);
    const response = await fetch(`${system.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https', 'inzage-call': call },
      body: JSON.stringify({ query: READ, variables: { id } }),
    });
    expect(await response.text()).toContain('UNAUTHENTICATED');
  });
});
