/** Who we are to a FHIR server, and who it is to us. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, jwtVerify, type CryptoKey } from 'jose';
import { randomUUID } from 'node:crypto';
import type { OauthClient } from '../../../../../../subgraphs/dossier/ecd-address.js';
import { Authority, EXPIRED, VALID, type Certified } from './certificates.js';
import { FhirReader } from './fhir-reader.js';
import { json, LyingServer, page, refusal, report, status, type Reply } from './lying-server.js';

const SEARCH = '/fhir/Observation';
const GOOD = json(page([report('1')]));

describe('by OAuth', () => {
  let server: LyingServer;
  let oauth: OauthClient;
  let publicKey: CryptoKey;
  let reader: FhirReader;
  /** Tokens in the order of their making. */
  let made: string[];

  const token: Reply = (response) => {
    made.push(randomUUID());
    json({ access_token: made.at(-1), token_type: 'Bearer', expires_in: 300 })(response, {} as never);
  };
  const bearers = () =>
    server.asked.filter(({ url }) => url.startsWith(SEARCH)).map(({ headers }) => headers.authorization);

  beforeEach(async () => {
    made = [];
    server = await LyingServer.start();
    server.reply('/token', token);
    server.reply(SEARCH, GOOD);
    const pair = await generateKeyPair('ES384', { extractable: true });
    publicKey = pair.publicKey;
    const key = { ...(await exportJWK(pair.privateKey)), kid: 'k1', alg: 'ES384' };
    oauth = { tokenUrl: `${server.origin}/token`, clientId: 'inzage', key, scope: 'system/*.rs' };
    reader = await FhirReader.open({ url: server.base, oauth });
  });
  afterEach(() => Promise.all([server.stop(), reader.close()]));

  it('a token is asked for with a signed assertion: for this server, this once, this short while', async () => {
    const form = new URLSearchParams(server.asked.find(({ url }) => url === '/token')?.body);
    expect(Object.fromEntries(form)).toEqual({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: expect.any(String),
      scope: 'system/*.rs',
    });
    const { payload, protectedHeader } = await jwtVerify(form.get('client_assertion') ?? '', publicKey, {
      audience: oauth.tokenUrl,
      issuer: 'inzage',
      subject: 'inzage',
      currentDate: new Date(reader.now),
    });
    expect(protectedHeader).toEqual({ alg: 'ES384', kid: 'k1', typ: 'JWT' });
    expect(payload.jti).toBeDefined();
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(300);
  });

  it('it serves until shortly before it expires, and one new one is fetched for all who wait', async () => {
    await Promise.all([reader.ids(), reader.ids()]);
    expect(made).toHaveLength(1);
    reader.now += 271_000;
    await Promise.all([reader.ids(), reader.ids(), reader.ids()]);
    expect(made).toHaveLength(2);
    expect(bearers()).toEqual([0, 0, 1, 1, 1].map((nth) => `Bearer ${made[nth] ?? ''}`));
  });

  it('one that the server takes no longer is replaced, once', async () => {
    server.reply(SEARCH, status(401), GOOD);
    expect(await reader.ids()).toEqual(['1']);
    expect(bearers()).toEqual(made.map((value) => `Bearer ${value}`));
    expect(made).toHaveLength(2);
    server.reply(SEARCH, status(401));
    await expect(reader.ids()).rejects.toMatchObject({ message: 'FHIR_UNAUTHORIZED (401)' });
    expect(made).toHaveLength(3);
  });

  it('a new one is fetched once when many find out together', async () => {
    const current = () => `Bearer ${made[1] ?? ''}`;
    server.reply(SEARCH, (response, request) =>
      (request.headers.authorization === current() ? GOOD : status(401))(response, request),
    );
    await Promise.all([reader.ids(), reader.ids(), reader.ids()]);
    expect(made).toHaveLength(2);
  });

  it('who waits for one and goes takes it from nobody', async () => {
    reader.now += 300_000;
    const caller = new AbortController();
    let answer = (): void => undefined;
    const isAsked = new Promise<void>((resolve) => {
      server.reply('/token', (response, request) => {
        answer = () => token(response, request);
        resolve();
      });
    });
    const gone = reader.ids([], caller.signal);
    const staying = reader.ids();
    await isAsked;
    caller.abort();
    await expect(gone).rejects.toMatchObject({ code: 'FHIR_ENDED' });
    answer();
    expect(await staying).toEqual(['1']);
    expect(server.times('/token')).toBe(2);
  });

  it.each<[string, Reply, string]>([
    [
      'refused',
      (response) => response.writeHead(400).end('{"error":"invalid_client"}'),
      'FHIR_TOKEN_REFUSED (invalid_client)',
    ],
    ['refused with other words', (response) => response.writeHead(401).end('geheim'), 'FHIR_TOKEN_REFUSED (401)'],
    ['none', json({ token_type: 'bearer' }), 'FHIR_TOKEN_REFUSED (no bearer token)'],
    ['of another kind', json({ access_token: 'x', token_type: 'mac' }), 'FHIR_TOKEN_REFUSED (no bearer token)'],
    ['not there today', refusal, 'FHIR_UNREACHABLE (UND_ERR_SOCKET)'],
  ])('without a token, for it is %s, nothing is asked', async (_what, reply, message) => {
    reader.now += 300_000;
    server.reply('/token', reply);
    await expect(reader.ids()).rejects.toMatchObject({ message });
    expect(bearers()).toEqual([]);
  });

  it('it says nothing of the time that the token lives: a minute', async () => {
    reader.now += 300_000;
    server.reply('/token', json({ access_token: 'short', token_type: 'bearer' }));
    await reader.ids();
    reader.now += 29_000;
    await reader.ids();
    expect(server.times('/token')).toBe(2);
    reader.now += 2_000;
    await reader.ids();
    expect(server.times('/token')).toBe(3);
  });
});

describe('by certificate', () => {
  let authority: Authority;
  let own: Certified;
  beforeAll(async () => {
    authority = await Authority.create();
    own = await authority.certify('inzage', VALID);
  });

  async function opening(server: Certified, tls: { authorities?: string; own?: Certified }): Promise<string> {
    const { certificate: cert, key } = server;
    const lying = await LyingServer.start({ cert, key, ca: authority.certificate, requestCert: true });
    try {
      const reader = await FhirReader.open({ url: lying.base, tls, breaker: { failures: 1, restMs: 1 } });
      lying.reply(SEARCH, GOOD);
      const found = await reader.ids();
      await reader.close();
      return found.join();
    } catch (error) {
      return (error as Error).message;
    } finally {
      await lying.stop();
    }
  }

  it('we show ours, and believe a server whose certificate our authority signed', async () => {
    const server = await authority.certify('ecd', VALID);
    expect(await opening(server, { authorities: authority.certificate, own })).toBe('1');
  });

  it('a server whose certificate has expired is not read', async () => {
    const server = await authority.certify('ecd', EXPIRED);
    const tls = { authorities: authority.certificate, own };
    expect(await opening(server, tls)).toBe('FHIR_CERTIFICATE (CERT_HAS_EXPIRED)');
  });

  it('a server that nobody we trust vouches for is not read', async () => {
    const server = await authority.certify('ecd', VALID);
    expect(await opening(server, {})).toMatch(/^FHIR_CERTIFICATE/);
  });

  it('a server that does not want us without one ends the connection', async () => {
    const { certificate: cert, key } = await authority.certify('ecd', VALID);
    const ca = authority.certificate;
    const strict = await LyingServer.start({ cert, key, ca, requestCert: true, rejectUnauthorized: true });
    await expect(FhirReader.open({ url: strict.base, tls: { authorities: ca } })).rejects.toMatchObject({
      code: expect.stringMatching(/FHIR_CERTIFICATE|FHIR_UNREACHABLE/),
    });
    const reader = await FhirReader.open({ url: strict.base, tls: { authorities: ca, own } });
    expect(reader.source.canSearch('Observation')).toBe(true);
    await reader.close();
    await strict.stop();
  });
});
