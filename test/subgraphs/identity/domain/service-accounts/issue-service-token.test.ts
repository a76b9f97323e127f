import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { ACCESS_TOKEN } from '../../../../../schema/calls.js';
import {
  addServiceAccountKey,
  endServiceAccount,
  retireServiceAccountKey,
} from '../../../../../subgraphs/identity/domain/service-accounts/change-service-account.js';
import { findServiceSessionFacts } from '../../../../../subgraphs/identity/domain/service-accounts/service-session-facts.js';
import { MINUTE, openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';
import { administrator, AUDIENCE, ReportingTool, toolKey } from '../../support/reporting-tool.js';

let identity: IdentityInTest;
let tool: ReportingTool;

beforeAll(async () => {
  identity = await openIdentity();
});
afterAll(() => identity.close());
beforeEach(async () => {
  identity.wait(11 * MINUTE); // beyond the limits of the test before
  tool = await ReportingTool.register(identity);
});

const factsOf = (token: string) =>
  findServiceSessionFacts(identity.needs, String(decodeJwt(token)['sid']), identity.clock.now);
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = () => Math.floor(identity.clock.now.getTime() / 1000);

describe('a reporting tool that shows who it is', () => {
  it.each(['EdDSA', 'ES256', 'PS256'])('by a key of kind %s gets a token of five minutes', async (algorithm) => {
    const own = await ReportingTool.register(identity, ['REPORTER'], algorithm);
    const { accessToken, expiresInSeconds, scopes } = await own.token();
    expect({ expiresInSeconds, scopes }).toEqual({ expiresInSeconds: 300, scopes: ['REPORTER'] });
    expect(decodeJwt(accessToken)).toMatchObject({
      sub: own.account.id,
      aud: ACCESS_TOKEN.audience,
      exp: seconds() + 300,
    });
    expect(await factsOf(accessToken)).toEqual({
      session: decodeJwt(accessToken)['sid'],
      account: own.account.id,
      name: 'Cijferbeeld',
      relations: [],
      staff: [{ organisation: 'vivium', role: 'REPORTER' }],
      authentication: 'SIGNED_ASSERTION',
      responsible: { account: own.account.registeredBy, role: 'ADMINISTRATOR' },
    });
  });

  it('is on the log as a sign-in, with its role (V32, R30)', async () => {
    const { accessToken } = await tool.token();
    expect(identity.log.at(-1)).toMatchObject({
      kind: 'SIGN_IN',
      outcome: 'OK',
      organisation: 'vivium',
      role: 'REPORTER',
      account: tool.account.id,
      accountName: 'Cijferbeeld',
      session: decodeJwt(accessToken)['sid'],
    });
  });

  it('may name the token endpoint instead of the issuer, and what kind of token it signs', async () => {
    const aud = `${AUDIENCE}/oauth/token`;
    await tool.token(await tool.assertion({ aud }));
    await tool.token(await tool.assertion({ aud: [AUDIENCE] }));
    for (const typ of ['JWT', 'jwt', 'client-authentication+jwt']) await tool.token(await tool.assertion({}, { typ }));
  });

  it('opens nothing any more when the token has run out', async () => {
    const { accessToken } = await tool.token();
    identity.wait(5 * MINUTE - 1);
    expect(await factsOf(accessToken)).not.toBeNull();
    identity.wait(1);
    expect(await factsOf(accessToken)).toBeNull();
  });
});

describe('the scope', () => {
  it('is what was asked, of what the account has', async () => {
    const both = await ReportingTool.register(identity, ['AUDITOR', 'REPORTER']);
    expect((await both.token(undefined, 'REPORTER')).scopes).toEqual(['REPORTER']);
    expect((await both.token(undefined, 'REPORTER AUDITOR')).scopes).toEqual(['AUDITOR', 'REPORTER']);
    expect((await both.token(undefined, null)).scopes).toEqual(['AUDITOR', 'REPORTER']);
  });

  it.each(['AUDITOR', 'REPORTER AUDITOR', 'ADMINISTRATOR', 'openid', 'reporter', ' '])(
    'beyond that is refused: "%s"',
    async (scope) => {
      await expect(tool.token(undefined, scope)).rejects.toMatchObject({ code: 'SCOPE_REFUSED' });
      expect(identity.log.at(-1)).toMatchObject({ kind: 'SIGN_IN', outcome: 'REFUSED', reason: 'SCOPE_REFUSED' });
    },
  );
});

describe('an assertion', () => {
  const expectRefused = async (assertion: string) => {
    await expect(tool.token(assertion)).rejects.toMatchObject({ code: 'ASSERTION_REFUSED', details: {} });
    expect(identity.log.at(-1)).toMatchObject({ kind: 'SIGN_IN', outcome: 'REFUSED', reason: 'ASSERTION_REFUSED' });
  };

  it('without a signature is refused', async () => {
    const [, payload = ''] = (await tool.assertion()).split('.');
    for (const alg of ['none', 'None', 'NONE']) await expectRefused(`${part({ alg, kid: tool.kid })}.${payload}.`);
  });

  it('signed by HMAC with the public key is refused', async () => {
    const [, payload = ''] = (await tool.assertion()).split('.');
    const input = `${part({ alg: 'HS256', kid: tool.kid })}.${payload}`;
    for (const secret of [tool.key.text, String(tool.key.publicJwk.x)]) {
      await expectRefused(`${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`);
    }
  });

  it('signed otherwise than its key signs is refused', async () => {
    tool = await ReportingTool.register(identity, ['REPORTER'], 'PS256');
    const { privateKey } = tool.key;
    const asRs256 = await crypto.subtle.importKey(
      'pkcs8',
      await crypto.subtle.exportKey('pkcs8', privateKey),
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    await expectRefused(await tool.assertion({}, {}, { ...tool.key, algorithm: 'RS256', privateKey: asRs256 }));
    await tool.token();
  });

  it('signed with a key of its own, also one that it brings along, is refused', async () => {
    const stranger = await toolKey();
    await expectRefused(await tool.assertion({}, {}, stranger));
    await expectRefused(await tool.assertion({}, { jwk: stranger.publicJwk }, stranger));
    await expectRefused(await tool.assertion({}, { jku: 'https://elsewhere.example/keys' }, stranger));
    await expectRefused(await tool.assertion({}, { kid: 'unknown' }));
  });

  it.each<[string, () => Record<string, unknown>]>([
    ['meant for somebody else', () => ({ aud: 'https://elsewhere.example' })],
    ['meant for others too', () => ({ aud: [AUDIENCE, 'https://elsewhere.example'] })],
    ['meant for nobody', () => ({ aud: undefined })],
    ['meant for the graph as an access token is', () => ({ aud: ACCESS_TOKEN.audience })],
    ['of another issuer', () => ({ iss: randomUUID() })],
    ['without an issuer', () => ({ iss: undefined })],
    ['that has run out', () => ({ iat: seconds() - 120, exp: seconds() - 60 })],
    ['that was made long ago', () => ({ iat: seconds() - 400, exp: seconds() + 60 })],
    ['that is yet to be made', () => ({ iat: seconds() + 60, exp: seconds() + 120 })],
    ['that does not hold yet', () => ({ nbf: seconds() + 60 })],
    ['good for too long', () => ({ exp: seconds() + 310 })],
    ['good for ever', () => ({ exp: undefined })],
    ['of no time', () => ({ iat: undefined })],
    ['without a jti', () => ({ jti: undefined })],
    ['with an empty jti', () => ({ jti: '' })],
    ['with an endless jti', () => ({ jti: 'x'.repeat(300) })],
  ])('%s is refused', async (_what, change) => expectRefused(await tool.assertion(change())));

  it.each(['at+jwt', 'inzage-call+jwt', 'dpop+jwt'])('that is of another kind, %s, is refused', async (typ) =>
    expectRefused(await tool.assertion({}, { typ })),
  );

  it('of another account is refused, whoever signed it', async () => {
    const other = await ReportingTool.register(identity);
    const { id } = other.account;
    await expectRefused(await tool.assertion({ iss: id, sub: id }));
    await expectRefused(await tool.assertion({ sub: id }));
    await expectRefused(await tool.assertion({ iss: randomUUID(), sub: randomUUID() }));
  });

  it.each(['', 'x', 'a.b.c', `${part({})}.${part({})}.`, '..'])('"%s" is refused', expectRefused);

  it('is good once, also at the same moment', async () => {
    const assertion = await tool.assertion({ exp: seconds() + 290 });
    const tried = await Promise.allSettled([1, 2, 3, 4].map(() => tool.token(assertion)));
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    identity.wait(4 * MINUTE);
    await expectRefused(assertion);
  });
});

describe('what is ended opens nothing', () => {
  const reason = 'leverancier gestopt';

  it('a retired key: no token by it, and the tokens that it got are over at once', async () => {
    const { accessToken } = await tool.token();
    const { occasion } = await administrator(identity);
    await retireServiceAccountKey(identity.needs, { id: tool.account.id, kid: tool.kid, reason }, occasion());
    await expect(tool.token()).rejects.toMatchObject({ code: 'ASSERTION_REFUSED' });
    expect(await factsOf(accessToken)).toBeNull();
    expect(identity.announced.at(-1)).toBe(tool.account.id);
  });

  it('a key that took its place opens from the moment that it was added', async () => {
    const next = await toolKey('ES256');
    const { occasion } = await administrator(identity);
    const { id } = tool.account;
    const { keys } = await addServiceAccountKey(identity.needs, { id, publicKey: next.text, reason }, occasion());
    const kid = keys[1]?.kid;
    const byNext = () => tool.assertion({}, { kid }, next);
    const { accessToken } = await tool.token(await byNext());
    await tool.token();
    await retireServiceAccountKey(identity.needs, { id, kid: tool.kid, reason }, occasion());
    expect(await factsOf(accessToken)).not.toBeNull();
    await tool.token(await byNext());
    await expect(tool.token(await tool.assertion({}, {}, next))).rejects.toMatchObject({ code: 'ASSERTION_REFUSED' });
  });

  it('an ended account', async () => {
    const { accessToken } = await tool.token();
    const { occasion } = await administrator(identity);
    await endServiceAccount(identity.needs, { id: tool.account.id, reason }, occasion());
    await expect(tool.token()).rejects.toMatchObject({ code: 'ASSERTION_REFUSED' });
    expect(await factsOf(accessToken)).toBeNull();
  });

  it('an organisation that is no longer there', async () => {
    const { accessToken } = await tool.token();
    const policy = identity.needs.organisations.get('vivium');
    identity.needs.organisations.delete('vivium');
    try {
      expect(await factsOf(accessToken)).toBeNull();
      await expect(tool.token()).rejects.toMatchObject({ code: 'ASSERTION_REFUSED' });
    } finally {
      if (policy !== undefined) identity.needs.organisations.set('vivium', policy);
    }
  });
});
