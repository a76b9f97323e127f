/** A reporting tool: registered by the client administration, it shows who it is by its key and reads figures, nothing else. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { fetch } from 'undici';
import { codes } from '../support/codes.js';
import { startSystem, type System } from '../support/system.js';
import { Visitor } from '../support/visitor.js';

interface Metadata {
  issuer: string;
  token_endpoint: string;
}
interface Registered {
  id: string;
  keys: { kid: string; retiredAt: string | null }[];
}

const ADDRESS = '198.51.100.77';
const TLS = { 'x-forwarded-proto': 'https', 'x-forwarded-for': ADDRESS };
const FIELDS = '{ id keys { kid retiredAt } }';
const REGISTER = `mutation($organisation: ID!, $key: String!) { registerServiceAccount(
  organisation: $organisation, name: "Cijferbeeld", scopes: [REPORTER], publicKey: $key, reason: "maandcijfers") ${FIELDS} }`;
const ADD_KEY = `mutation($id: ID!, $key: String!) {
  addServiceAccountKey(id: $id, publicKey: $key, reason: "jaarlijkse wisseling") ${FIELDS} }`;
const RETIRE_KEY = `mutation($id: ID!, $kid: ID!) {
  retireServiceAccountKey(id: $id, kid: $kid, reason: "jaarlijkse wisseling") ${FIELDS} }`;
const END = 'mutation($id: ID!) { endServiceAccount(id: $id, reason: "contract beëindigd") { id endedAt } }';
const FIGURES = `query($period: PeriodInput!, $organisation: ID) {
  signInFigures(period: $period, by: DAY, organisation: $organisation) { organisation role signIns accounts withheld } }`;
const LOG = '{ auditEvents(first: 50) { edges { node { kind organisation } } } }';

const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
const period = { start: day(0), end: day(1) };

async function newKey(): Promise<{ privateKey: CryptoKey; text: string }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { privateKey, text: JSON.stringify(await exportJWK(publicKey)) };
}

describe('a reporting tool', () => {
  let system: System;
  let administrator: Visitor;
  let metadata: Metadata;
  let tool: Registered;
  let key: Awaited<ReturnType<typeof newKey>>;

  beforeAll(async () => {
    system = await startSystem();
    await new Visitor(system, 'henk').signIn();
    administrator = await new Visitor(system, 'vivium-administrator').enter();
    key = await newKey();
    const answer = await fetch(`${system.url}/.well-known/oauth-authorization-server`, { headers: TLS });
    metadata = (await answer.json()) as Metadata;
    const registered = await administrator.get<{ registerServiceAccount: Registered }>(REGISTER, {
      organisation: 'vivium',
      key: key.text,
    });
    tool = registered.registerServiceAccount;
  });
  afterAll(() => system.stop());

  const assertion = (by = key.privateKey, kid = tool.keys[0]?.kid) =>
    new SignJWT({ iss: tool.id, sub: tool.id, aud: metadata.issuer, jti: randomUUID() })
      .setProtectedHeader({ alg: 'EdDSA', kid })
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(by);
  const askToken = async (signed: string, scope = 'REPORTER') => {
    const response = await fetch(metadata.token_endpoint, {
      method: 'POST',
      headers: TLS,
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: signed,
        scope,
      }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const token = async (signed?: string) => String((await askToken(signed ?? (await assertion()))).body['access_token']);
  const ask = <T>(query: string, variables: Record<string, unknown>, bearer: string) =>
    system.from(ADDRESS)<T>(query, variables, bearer);

  it('is registered by the administration of its organisation, and by nobody else', async () => {
    const { text } = await newKey();
    const elsewhere = await administrator.ask(REGISTER, { organisation: 'rozelaar', key: text });
    expect(codes(elsewhere.errors)).toEqual(['registerServiceAccount: ACCESS_REFUSED']);
    const reporter = await new Visitor(system, 'vivium-reporter').signIn();
    const byReporter = await reporter.ask(REGISTER, { organisation: 'vivium', key: text });
    expect(codes(byReporter.errors)).toEqual(['registerServiceAccount: ACCESS_REFUSED']);
  });

  it('gets a token for what it signed, once', async () => {
    const signed = await assertion();
    expect(await askToken(signed)).toEqual({
      status: 200,
      body: { access_token: expect.any(String), token_type: 'Bearer', expires_in: 300, scope: 'REPORTER' },
    });
    expect(await askToken(signed)).toEqual({ status: 401, body: { error: 'invalid_client' } });
    expect(await askToken(await assertion(), 'AUDITOR')).toEqual({ status: 400, body: { error: 'invalid_scope' } });
  });

  it('reads figures of its own organisation, small groups withheld (V32, R30)', async () => {
    const bearer = await token();
    const { data, errors } = await ask(FIGURES, { period }, bearer);
    expect({ data, errors }).toEqual({ data: { signInFigures: [] }, errors: [] });
    const other = await ask(FIGURES, { period, organisation: 'rozelaar' }, bearer);
    expect(codes(other.errors)).toEqual(['signInFigures: ACCESS_REFUSED']);
  });

  it('reads no log, no dossier and no account', async () => {
    const bearer = await token();
    expect(codes((await ask(LOG, {}, bearer)).errors)).toEqual(['auditEvents: ACCESS_REFUSED']);
    expect(codes((await ask('{ me { id } }', {}, bearer)).errors)).toEqual(['me: ACCESS_REFUSED']);
    const dossier = await ask('{ client(id: "00000000-0000-4000-8000-000000000000") { id } }', {}, bearer);
    expect(codes(dossier.errors)).toEqual(['client: ACCESS_REFUSED']);
    const list = await ask('{ serviceAccounts(organisation: "vivium") { edges { cursor } } }', {}, bearer);
    expect(codes(list.errors)).toEqual(['serviceAccounts: ACCESS_REFUSED']);
  });

  it('stands on the log with each token, and so does who registered it', async () => {
    await token();
    const auditor = await new Visitor(system, 'vivium-auditor').enter();
    const { auditEvents } = await auditor.get<{ auditEvents: { edges: { node: object }[] } }>(
      '{ auditEvents(first: 50) { edges { node { kind outcome justification agent { name role } } } } }',
    );
    const lines = auditEvents.edges.map(({ node }) => node);
    const agent = { name: 'Cijferbeeld', role: 'REPORTER' };
    expect(lines).toContainEqual({ kind: 'SIGN_IN', outcome: 'OK', justification: null, agent });
    expect(lines).toContainEqual({
      kind: 'SERVICE_ACCOUNT_CHANGED',
      outcome: 'OK',
      justification: 'maandcijfers',
      agent: { name: 'Marloes Kuit', role: 'ADMINISTRATOR' },
    });
  });

  it('changes its key without missing a token; the retired one opens nothing, at once', async () => {
    const next = await newKey();
    const { addServiceAccountKey } = await administrator.get<{ addServiceAccountKey: Registered }>(ADD_KEY, {
      id: tool.id,
      key: next.text,
    });
    const [first, second] = addServiceAccountKey.keys;
    const byFirst = await token();
    const bySecond = await token(await assertion(next.privateKey, second?.kid));
    await administrator.get(RETIRE_KEY, { id: tool.id, kid: first?.kid });
    expect((await askToken(await assertion())).status).toBe(401);
    expect((await ask(FIGURES, { period }, bySecond)).errors).toEqual([]);
    await expectSoon(async () => codes((await ask(FIGURES, { period }, byFirst)).errors), [': SESSION_ENDED']);
    key = next;
    tool = { ...tool, keys: [{ kid: second?.kid ?? '', retiredAt: null }] };
  });

  it('is ended: its tokens are over, and it gets no other', async () => {
    const bearer = await token();
    expect((await ask(FIGURES, { period }, bearer)).errors).toEqual([]);
    await administrator.get(END, { id: tool.id });
    await expectSoon(async () => codes((await ask(FIGURES, { period }, bearer)).errors), [': SESSION_ENDED']);
    expect(await askToken(await assertion())).toEqual({ status: 401, body: { error: 'invalid_client' } });
  });
});

/** The push is there at once; a lost one would take five seconds. */
async function expectSoon(look: () => Promise<string[]>, expected: string[]): Promise<void> {
  const limit = Date.now() + 2_000;
  while (Date.now() < limit && (await look()).join() !== expected.join()) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(await look()).toEqual(expected);
}
