import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { importJWK, SignJWT, UnsecuredJWT, type JWK, type JWTHeaderParameters } from 'jose';
import { InProcessStore } from '../../../program/in-process-store.js';
import { CallSigner } from '../../../program/calls/signer.js';
import { CallRefused, type CallToSign } from '../../../program/calls/terms.js';
import { CallVerifier } from '../../../program/calls/verifier.js';
import type { Store } from '../../../program/store.js';
import { callKeys, keysOf, newKeys, signerOf } from '../../subgraphs/audit/audit-test.js';
import { aCaller } from '../../subgraphs/audit/running-audit.js';

const CALL: CallToSign = { audience: 'dossier', path: '/graphql', body: '{"query":"{ me }"}' };

/** Attack case 4: unsigned, replayed, re-bodied, wrong-audience and old calls between programs. */
describe('a call between programs', () => {
  let signer: CallSigner;
  let verifier: CallVerifier;
  let store: Store;

  beforeAll(async () => {
    signer = await signerOf('gateway');
  });
  beforeEach(async () => {
    store = new InProcessStore();
    verifier = await CallVerifier.create('dossier', await callKeys('gateway', 'identity'), store);
  });

  const verify = (header: string | undefined, { path, body }: { path: string; body: string } = CALL) =>
    verifier.verify(header, path, body);
  const refused = (header: string | undefined, call?: { path: string; body: string }) =>
    expect(verify(header, call)).rejects.toBeInstanceOf(CallRefused);

  it('is accepted when it is signed for this program, path and body', async () => {
    expect(await verify(await signer.sign(CALL))).toEqual({ issuer: 'gateway', path: '/graphql', caller: null });
  });

  it('brings the caller on whose behalf it is made', async () => {
    const caller = aCaller({ account: 'account-7' });
    expect((await verify(await signer.sign({ ...CALL, caller }))).caller).toEqual(caller);
  });

  it.each([undefined, '', 'nonsense', 'a.b.c', '..'])('is refused unsigned: %j', async (header) => {
    await refused(header);
  });

  it('is refused the second time', async () => {
    const header = await signer.sign(CALL);
    await verify(header);
    await refused(header);
  });

  it('is accepted once when it is replayed to several copies at once', async () => {
    const copy = await CallVerifier.create('dossier', await callKeys('gateway'), store);
    const header = await signer.sign(CALL);
    const outcomes = await Promise.allSettled(
      [verifier, copy, verifier, copy].map((one) => one.verify(header, CALL.path, CALL.body)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is refused with another body, and with one that only looks alike', async () => {
    await refused(await signer.sign(CALL), { ...CALL, body: '{"query":"{ client(id: 1) { id } }"}' });
    await refused(await signer.sign(CALL), { ...CALL, body: `${CALL.body} ` });
  });

  it('is refused on another path', async () => {
    await refused(await signer.sign(CALL), { ...CALL, path: '/append-events' });
    await refused(await signer.sign(CALL), { ...CALL, path: '/graphql?x' });
  });

  it('is refused when it is meant for another program', async () => {
    await refused(await signer.sign({ ...CALL, audience: 'audit' }));
  });

  it('does not use up the id of a call that was refused for another reason', async () => {
    const header = await signer.sign(CALL);
    await refused(header, { ...CALL, path: '/other' });
    await verify(header);
  });

  it('is refused of a program that may not call here', async () => {
    await refused(await (await signerOf('audit')).sign(CALL));
  });

  it('is refused of a program that nobody knows', async () => {
    for (const iss of ['stranger', '__proto__', 'constructor']) {
      await refused(await craft((await newKeys(iss)).privateJwk, { claims: { iss } }));
    }
  });

  it('is refused when one program signs as another', async () => {
    const { privateJwk } = await keysOf('identity');
    await refused(await (await CallSigner.create('gateway', { ...privateJwk, kid: 'gateway' })).sign(CALL));
  });

  it('is accepted with either key while a key is replaced', async () => {
    const next = await newKeys('gateway-2');
    const { publicJwk } = await keysOf('gateway');
    const both = await CallVerifier.create('dossier', { gateway: [publicJwk, next.publicJwk] }, store);
    const nextSigner = await CallSigner.create('gateway', next.privateJwk);
    await both.verify(await signer.sign(CALL), CALL.path, CALL.body);
    await both.verify(await nextSigner.sign(CALL), CALL.path, CALL.body);
  });

  describe('crafted with the right key', () => {
    const seconds = () => Math.floor(Date.now() / 1000);
    const crafted = async (parts: Crafted = {}) => craft((await keysOf('gateway')).privateJwk, parts);

    it('is accepted as it should be, so that the refusals below mean something', async () => {
      await verify(await crafted());
    });

    it.each<[string, () => Crafted]>([
      ['is old', () => ({ claims: { iat: seconds() - 60, exp: seconds() - 45 } })],
      ['is old but claims to be good for long', () => ({ claims: { iat: seconds() - 60, exp: seconds() + 3_600 } })],
      ['comes from the future', () => ({ claims: { iat: seconds() + 60, exp: seconds() + 75 } })],
      ['has no time', () => ({ claims: { iat: undefined } })],
      ['has no end', () => ({ claims: { exp: undefined } })],
      ['has no id', () => ({ claims: { jti: undefined } })],
      ['has no path', () => ({ claims: { path: undefined } })],
      ['has no body', () => ({ claims: { body: undefined } })],
      ['has no audience', () => ({ claims: { aud: undefined } })],
      ['is a token of another type', () => ({ header: { typ: 'at+jwt' } })],
      ['has no type', () => ({ header: { typ: undefined } })],
    ])('is refused when it %s', async (_what, parts) => {
      await refused(await crafted(parts()));
    });
  });

  it('is refused with alg none', async () => {
    const none = new UnsecuredJWT(claims()).encode();
    await refused(none);
    const header = Buffer.from(JSON.stringify({ alg: 'none', typ: 'inzage-call+jwt' })).toString('base64url');
    await refused(`${header}.${none.split('.')[1]}.`);
  });

  it('is refused when it is signed with HMAC under the public key', async () => {
    const { publicJwk } = await keysOf('gateway');
    const secret = Buffer.from(publicJwk.x ?? '', 'base64url');
    await refused(
      await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', typ: 'inzage-call+jwt' }).sign(secret),
    );
  });

  it('is refused when it brings its own key along', async () => {
    const own = await newKeys('gateway');
    await refused(await craft(own.privateJwk, { header: { jwk: own.publicJwk } }));
  });

  it('is refused with its claims changed', async () => {
    const [header, , signature] = (await signer.sign(CALL)).split('.');
    const changed = Buffer.from(JSON.stringify(claims({ caller: aCaller({ account: 'other' }) }))).toString(
      'base64url',
    );
    await refused(`${header}.${changed}.${signature}`);
  });
});

interface Crafted {
  claims?: Record<string, unknown>;
  header?: Partial<JWTHeaderParameters>;
}

function claims(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  const body = createHash('sha256').update(CALL.body).digest('base64url');
  return {
    iss: 'gateway',
    aud: 'dossier',
    path: CALL.path,
    body,
    iat: now,
    exp: now + 15,
    jti: randomUUID(),
    ...changes,
  };
}

async function craft(key: JWK, { claims: changes, header }: Crafted): Promise<string> {
  return new SignJWT(claims(changes))
    .setProtectedHeader({ alg: 'EdDSA', typ: 'inzage-call+jwt', ...header })
    .sign(await importJWK(key, 'EdDSA'));
}
