import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { BACK, ByProvider } from '../../support/by-provider.js';
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

describe("a sign-in by the organisation's own provider", () => {
  it('goes there with PKCE, state and nonce, and back to one address only (R24)', async () => {
    const { authorizationUrl, expiresAt } = await visit.start();
    const url = new URL(authorizationUrl);
    expect(url.origin).toBe(provider.issuer);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      redirect_uri: BACK,
      response_type: 'code',
      scope: 'openid email',
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      acr_values: 'substantieel hoog',
      prompt: 'login',
    });
    expect(expiresAt.getTime() - identity.clock.now.getTime()).toBe(10 * MINUTE);
  });

  it('opens a session that remembers by whose provider, and stands on the log (V32, R30)', async () => {
    const account = await visit.user();
    const session = await visit.signIn();
    expect(await visit.factsOf(session)).toMatchObject({
      account,
      authentication: 'OIDC',
      provider: { organisation: 'linden', audience: 'USERS' },
      relations: [{ organisation: 'linden', pending: ['ACCEPT_TERMS', 'CONFIRM_BSN'] }],
    });
    expect(identity.log.at(-1)).toMatchObject({
      kind: 'SIGN_IN',
      outcome: 'OK',
      organisation: 'linden',
      role: 'CLIENT',
      account,
      session: session.id,
    });
  });

  it('knows the person the next time by the name that the provider gave, whatever the e-mail address', async () => {
    const account = await visit.user();
    await visit.signIn();
    provider.person = { ...provider.person, email: 'anders@voorbeeld.example', emailVerified: false };
    expect((await visit.factsOf(await visit.signIn()))?.account).toBe(account);
  });

  it('takes the e-mail address also from an ID token that holds it', async () => {
    const other = await OpenidProvider.start(BACK, { conformIdTokenClaims: false });
    const there = await ByProvider.open(identity, other);
    const account = await there.user();
    expect((await there.factsOf(await there.signIn()))?.account).toBe(account);
    await other.stop();
    visit = await ByProvider.open(identity, provider);
  });

  it('lets staff in by the provider for staff, which we show a signed assertion', async () => {
    const email = 'zorgbemiddelaar@linden.example';
    const account = await identity.rows.account({ email });
    await identity.rows.staff({ accountId: account, organisation: 'linden', role: 'MEDIATOR' });
    provider.person = { subject: 'staf-7', email, emailVerified: true, acr: 'hoog', secondsAgo: 0 };
    const facts = await visit.factsOf(await visit.signIn({ audience: 'STAFF' }));
    expect(facts).toMatchObject({ account, staff: [{ organisation: 'linden', role: 'MEDIATOR' }] });
  });
});

describe('what the provider says holds for its own organisation and audience', () => {
  it('relations elsewhere, and staff roles, stay shut', async () => {
    const account = await visit.user();
    const elsewhere = await identity.rows.client({ organisation: 'vivium' });
    await identity.rows.relation({ accountId: account, clientId: elsewhere, role: 'CONTACT' });
    await identity.rows.staff({ accountId: account, organisation: 'linden', role: 'AUDITOR' });
    identity.changePolicy('vivium', { authentication: { users: ['OIDC'], staff: ['OIDC'] } });
    const facts = await visit.factsOf(await visit.signIn());
    expect(facts?.staff).toEqual([]);
    const pending = facts?.relations.map(({ organisation, pending: [first] }) => [organisation, first]);
    expect(pending?.sort()).toEqual([
      ['linden', 'ACCEPT_TERMS'],
      ['vivium', 'STRENGTHEN_SIGN_IN'],
    ]);
  });

  it('the provider for users lets no staff in, nor the one for staff users', async () => {
    const email = 'alleen.staf@linden.example';
    const account = await identity.rows.account({ email });
    await identity.rows.staff({ accountId: account, organisation: 'linden', role: 'AUDITOR' });
    provider.person = { subject: 'staf-8', email, emailVerified: true, acr: 'hoog', secondsAgo: 0 };
    await visit.expectRefused(visit.signIn(), 'NO_ACCOUNT');
    await visit.user();
    provider.person.acr = 'hoog';
    await visit.expectRefused(visit.signIn({ audience: 'STAFF' }), 'NO_ACCOUNT');
  });

  it('an organisation without a provider, or that does not exist, has none', async () => {
    for (const organisation of ['rozelaar', 'nergens'])
      await visit.expectRefused(visit.start('USERS', organisation), 'NO_PROVIDER');
  });
});
