import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { keyOffer } from '../../../program/calls/agreed-key.js';
import { lineTo } from '../../../program/calls/line.js';
import { CallSigner } from '../../../program/calls/signer.js';
import { CallRefused, OFFER_HEADER, type CallToSign } from '../../../program/calls/terms.js';
import { CallVerifier } from '../../../program/calls/verifier.js';
import { InProcessStore } from '../../../program/in-process-store.js';
import type { Answer, Request } from '../../../program/transport.js';
import { callKeys, keysOf, newKeys, signerOf } from '../../subgraphs/audit/audit-test.js';
import { aCaller } from '../../subgraphs/audit/running-audit.js';

const CALL: CallToSign = { audience: 'dossier', path: '/graphql', body: '{"query":"{ me }"}' };
const SECRET = randomBytes(32);
const { text: OFFER } = keyOffer(SECRET);

/** Attack case 4, of calls under an agreed key. */
describe('a call under an agreed key', () => {
  let store: InProcessStore;
  let signer: CallSigner;
  let verifier: CallVerifier;
  const known = () => callKeys('gateway', 'identity');

  beforeEach(async () => {
    store = new InProcessStore();
    signer = await signerOf('gateway');
    await signer.hear('dossier', OFFER);
    verifier = await CallVerifier.create('dossier', await known(), store, SECRET);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const verify = (header: string, { path, body }: { path: string; body: string } = CALL) =>
    verifier.verify(header, path, body);
  const refused = (header: string, call?: { path: string; body: string }) =>
    expect(verify(header, call)).rejects.toBeInstanceOf(CallRefused);
  const at = (ms: number) =>
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'], now: ms });

  it('bears no signature of its own, and brings issuer and caller', async () => {
    const caller = aCaller({ account: 'account-7' });
    const header = await signer.sign({ ...CALL, caller });
    expect(header).toContain('~');
    expect(await verify(header)).toEqual({ issuer: 'gateway', path: '/graphql', caller });
    expect((await verify(await signer.sign(CALL))).caller).toBeNull();
  });

  it('is taken by every copy of the program, once', async () => {
    const copy = await CallVerifier.create('dossier', await known(), store, SECRET);
    const header = await signer.sign(CALL);
    const outcomes = await Promise.allSettled(
      [verifier, copy, verifier, copy].map((one) => one.verify(header, CALL.path, CALL.body)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await copy.verify(await signer.sign(CALL), CALL.path, CALL.body);
  });

  it('is refused the second time, with another body, on another path', async () => {
    const header = await signer.sign(CALL);
    await refused(header, { ...CALL, body: `${CALL.body} ` });
    await refused(header, { ...CALL, path: '/append-events' });
    await verify(header);
    await refused(header);
  });

  it('is refused with its caller, its claims or its MAC changed, or under another call’s', async () => {
    const caller = aCaller({ account: 'account-7' });
    const [grant = '', rest = ''] = (await signer.sign({ ...CALL, caller })).split('~');
    const [mine = '', claims = '', mac = ''] = rest.split('.');
    const [, theirs = ''] = (await signer.sign({ ...CALL, caller: aCaller({ account: 'account-8' }) })).split('~');
    const other = theirs.split('.')[0] ?? '';
    for (const parts of [
      [other, claims, mac],
      ['', claims, mac],
      [mine, theirs.split('.')[1], mac],
      [mine, claims, `${mac.slice(0, -2)}AA`],
      [mine, claims, mac.slice(0, 10)],
      [mine, claims, ''],
    ]) {
      await refused(`${grant}~${parts.join('.')}`);
    }
    await verify(`${grant}~${mine}.${claims}.${mac}`);
  });

  it.each(['~', '~..', 'a~b.c.d', 'a.b.c~.e30.e30', '~~', 'a.b.c~d.e.f.g'])('is refused as %j', async (header) => {
    await refused(header);
  });

  it.each([
    ['a call of half a minute ago', -30_000],
    ['one of half a minute to come', 30_000],
  ])('refuses %s', async (_what, difference) => {
    at(Date.now() + difference);
    const header = await signer.sign(CALL);
    jest.useRealTimers();
    await refused(header);
  });

  it('is refused by another program, though it offers the same key', async () => {
    const audit = await CallVerifier.create('audit', await known(), store, SECRET);
    await expect(audit.verify(await signer.sign(CALL), CALL.path, CALL.body)).rejects.toBeInstanceOf(CallRefused);
  });

  it('is refused where no key, or another, is offered', async () => {
    const header = await signer.sign(CALL);
    for (const secret of [undefined, randomBytes(32)]) {
      const other = await CallVerifier.create('dossier', await known(), store, secret);
      await expect(other.verify(header, CALL.path, CALL.body)).rejects.toBeInstanceOf(CallRefused);
    }
  });

  it('is refused of a program that may not call, and of one that vouches as another', async () => {
    const audit = await signerOf('audit');
    const posing = await CallSigner.create('gateway', { ...(await keysOf('identity')).privateJwk, kid: 'gateway' });
    for (const stranger of [audit, posing]) {
      await stranger.hear('dossier', OFFER);
      await refused(await stranger.sign(CALL));
    }
  });

  it('is refused under a key that is no secret: an all-zero point, or a grant of another type', async () => {
    await expect(signer.hear('dossier', Buffer.alloc(32).toString('base64url'))).rejects.toThrow();
    await expect(signer.hear('dossier', 'short')).rejects.toThrow();
    const { privateJwk } = await keysOf('gateway');
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: 'gateway', aud: 'dossier', iat: now, exp: now + 15, epk: OFFER, apk: OFFER };
    const head = `.${Buffer.from(JSON.stringify({ path: CALL.path, iat: now, jti: 'x' })).toString('base64url')}`;
    const key = Buffer.from(hkdfSync('sha256', OFFER, '', 'inzage call', 32));
    const mac = createHmac('sha256', key).update(`${head}.${CALL.body}`).digest('base64url');
    for (const typ of ['inzage-call+jwt', 'inzage-call-key+jwt']) {
      const grant = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA', typ })
        .sign(await importJWK(privateJwk, 'EdDSA'));
      await refused(`${grant}~${head}.${mac}`);
    }
  });

  it('ends with its grant, and is agreed on again in time', async () => {
    const start = Date.now();
    const header = await signer.sign(CALL);
    await verify(header);
    const grant = header.slice(0, header.indexOf('~'));
    at(start + 56 * 60_000);
    const renewing = await signer.sign(CALL);
    expect(renewing).not.toContain('~');
    await verify(renewing);
    expect(verifier.offerTo(renewing)).toEqual({ [OFFER_HEADER]: OFFER });
    await signer.hear('dossier', OFFER);
    expect((await signer.sign(CALL)).startsWith(grant)).toBe(false);
    at(start + 61 * 60_000);
    await refused(`${grant}~${(await signer.sign(CALL)).split('~')[1]}`);
  });
});

describe('a line to another program', () => {
  const answering =
    (verifier: CallVerifier, seen: string[]) =>
    async (request: Request): Promise<Answer> => {
      const header = request.headers['inzage-call'] ?? '';
      seen.push(header.includes('~') ? 'mac' : 'signature');
      try {
        await verifier.verify(header, request.path, request.body);
        return { status: 200, headers: verifier.offerTo(header), body: 'done' };
      } catch {
        return { status: 401, headers: {}, body: '' };
      }
    };
  const verifierWith = async (secret?: Buffer) =>
    CallVerifier.create('dossier', await callKeys('gateway'), new InProcessStore(), secret);

  it('signs the first call and then uses the key that was offered', async () => {
    const seen: string[] = [];
    const line = lineTo('dossier', answering(await verifierWith(SECRET), seen), await signerOf('gateway'));
    for (let count = 0; count < 3; count += 1) expect((await line(CALL)).status).toBe(200);
    expect(seen).toEqual(['signature', 'mac', 'mac']);
  });

  it('signs every call to a program that offers none', async () => {
    const seen: string[] = [];
    const line = lineTo('dossier', answering(await verifierWith(), seen), await signerOf('gateway'));
    for (let count = 0; count < 2; count += 1) expect((await line(CALL)).status).toBe(200);
    expect(seen).toEqual(['signature', 'signature']);
  });

  it('signs again when the other side has replaced its key, and every waiting call comes through', async () => {
    const seen: string[] = [];
    let other = await verifierWith(SECRET);
    const line = lineTo('dossier', (request) => answering(other, seen)(request), await signerOf('gateway'));
    await line(CALL);
    other = await verifierWith(randomBytes(32));
    const answers = await Promise.all([line(CALL), line(CALL), line(CALL)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    seen.length = 0;
    await line(CALL);
    expect(seen).toEqual(['mac']);
  });

  it('gives the refusal of a call that even its signature does not carry', async () => {
    const seen: string[] = [];
    const { privateJwk } = await newKeys('gateway');
    const line = lineTo(
      'dossier',
      answering(await verifierWith(SECRET), seen),
      await CallSigner.create('gateway', privateJwk),
    );
    expect((await line(CALL)).status).toBe(401);
    expect(seen).toEqual(['signature']);
  });
});
