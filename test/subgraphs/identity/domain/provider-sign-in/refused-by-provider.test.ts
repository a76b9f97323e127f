import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BACK, ByProvider, changed } from '../../support/by-provider.js';
import { MINUTE, openIdentity, type IdentityInTest } from '../../support/identity-in-test.js';
import { OpenidProvider } from '../../support/openid-provider.js';

let identity: IdentityInTest;
let provider: OpenidProvider;
let visit: ByProvider;

beforeAll(async () => {
  jest.spyOn(console, 'info').mockReturnValue(); // the provider warns that it is not set up for production
  jest.spyOn(console, 'warn').mockReturnValue();
  identity = await openIdentity();
  provider = await OpenidProvider.start(BACK);
  visit = await ByProvider.open(identity, provider);
});
afterAll(async () => {
  await provider.stop();
  await identity.close();
});
beforeEach(() => {
  identity.clock.now = new Date(); // the provider goes by the time that it is
});

describe('it is refused, alike for whoever tries', () => {
  it('when the person showed too little of who they are (acr)', async () => {
    await visit.user();
    provider.person.acr = 'laag';
    await visit.expectRefused(visit.signIn(), 'ACR_TOO_LOW');
    provider.person.acr = 'substantieel';
    await visit.expectRefused(visit.signIn({ audience: 'STAFF' }), 'ACR_TOO_LOW');
  });

  it('when an ID token was changed on its way: its signature counts, not only the connection', async () => {
    await visit.user();
    provider.person.acr = 'laag';
    provider.forge = (token) => {
      const [header, payload = '', signature] = token.split('.');
      const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
      const stronger = Buffer.from(JSON.stringify({ ...claims, acr: 'hoog' })).toString('base64url');
      return [header, stronger, signature].join('.');
    };
    await visit.expectRefused(visit.signIn(), 'ANSWER_REFUSED');
    provider.forge = null;
  });

  it('when the provider remembered an earlier sign-in (V27, R13)', async () => {
    await visit.user();
    provider.person.secondsAgo = 300;
    await visit.expectRefused(visit.signIn(), 'SIGNED_IN_EARLIER');
    provider.person.secondsAgo = 3_600;
    await expect(visit.signIn()).rejects.toMatchObject({ code: 'PROVIDER_REFUSED' });
  });

  it('with another state, nonce, code, issuer or challenge', async () => {
    await visit.user();
    await visit.expectRefused(visit.signIn({ back: changed('state', 'x'.repeat(43)) }), 'ANSWER_REFUSED');
    await visit.expectRefused(visit.signIn({ back: changed('state', null) }), 'ANSWER_REFUSED');
    await visit.expectRefused(visit.signIn({ there: changed('nonce', 'x'.repeat(43)) }), 'ANSWER_REFUSED');
    await visit.expectRefused(visit.signIn({ there: changed('nonce', null) }), 'ANSWER_REFUSED');
    await visit.expectRefused(visit.signIn({ back: changed('code', 'x'.repeat(43)) }), 'ANSWER_REFUSED');
    await visit.expectRefused(visit.signIn({ back: changed('iss', 'https://elders.example') }), 'ANSWER_REFUSED');
    await visit.expectRefused(visit.signIn({ there: changed('code_challenge', 'x'.repeat(43)) }), 'ANSWER_REFUSED');
    await visit.expectRefused(visit.signIn({ back: changed('error', 'access_denied') }), 'ANSWER_REFUSED');
  });

  it.each([
    'https://elders.example/aangemeld?code=x',
    'https://meekijken.linden.example/aangemeld/verder?code=x',
    'https://x@meekijken.linden.example/aangemeld?code=x',
    'javascript:alert(1)',
    '/aangemeld?code=x',
    '',
  ])('when it came back to "%s" (R24)', async (callbackUrl) => {
    const { id } = await visit.start();
    await visit.expectRefused(visit.finish(id, callbackUrl), 'ANSWER_REFUSED');
  });

  it('a second time, also at the same moment', async () => {
    await visit.user();
    const { id, authorizationUrl } = await visit.start();
    const back = await provider.visit(authorizationUrl);
    const tried = await Promise.allSettled([1, 2, 3].map(() => visit.finish(id, back)));
    expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await visit.expectRefused(visit.finish(id, back), 'REQUEST_OVER');
    const another = await visit.start();
    await visit.expectRefused(visit.finish(another.id, back), 'ANSWER_REFUSED');
  });

  it('after ten minutes, and of no sign-in that was begun', async () => {
    const { id, authorizationUrl } = await visit.start();
    const back = await provider.visit(authorizationUrl);
    identity.wait(10 * MINUTE);
    for (const which of [id, '00000000-0000-4000-8000-000000000000', 'geen']) {
      await visit.expectRefused(visit.finish(which, back), 'REQUEST_OVER');
    }
  });

  it('the first time without an e-mail address that the provider verified, or of nobody here', async () => {
    await visit.user();
    provider.person.emailVerified = false;
    await visit.expectRefused(visit.signIn(), 'EMAIL_NOT_VERIFIED');
    provider.person = { ...provider.person, emailVerified: true, email: 'vreemd@voorbeeld.example' };
    await visit.expectRefused(visit.signIn(), 'NO_ACCOUNT');
    await visit.user('rozelaar');
    await visit.expectRefused(visit.signIn(), 'NO_ACCOUNT');
  });

  it('to whoever got the e-mail address of somebody else since', async () => {
    await visit.user();
    await visit.signIn();
    provider.person = { ...provider.person, subject: 'een ander' };
    await visit.expectRefused(visit.signIn(), 'NO_ACCOUNT');
  });

  it('to an account that is locked, ended, not in use yet, or waits for its holder to recover it (R23, R29, V36)', async () => {
    const at = new Date('2026-01-05T00:00:00Z');
    const closed = [
      { lockedAt: at, lockedReason: 'ATTACK' },
      { endedAt: at, endedReason: 'ENDED' },
      { activatedAt: null },
      { recoveryRequiredAt: at },
    ];
    for (const values of closed) {
      await visit.user('linden', values);
      await visit.expectRefused(visit.signIn(), 'ACCOUNT_CLOSED');
    }
  });
});

describe('a provider that is down', () => {
  it('is told apart from a person who is refused', async () => {
    const other = await OpenidProvider.start(BACK);
    const there = await ByProvider.open(identity, other);
    const { id, authorizationUrl } = await there.start();
    const back = await other.visit(authorizationUrl);
    await other.stop();
    await expect(there.finish(id, back)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    expect(identity.log.at(-1)).toMatchObject({ kind: 'SIGN_IN', outcome: 'ERROR', reason: 'PROVIDER_UNAVAILABLE' });
    const unknown = await ByProvider.open(identity, other);
    await expect(unknown.start()).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  });
});
