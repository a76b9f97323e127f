/** People who sign in by their organisation's own provider: ours, with the third organisation in it, and theirs. */
import { expect } from '@jest/globals';
import { loadOrganisations, type OrganisationPolicy } from '../../../../organisations/policy.js';
import { createLog } from '../../../../program/log.js';
import type { ProviderAudience } from '../../../../schema/caller.js';
import { providerVariable } from '../../../../subgraphs/identity/config.js';
import { OpenidProviders } from '../../../../subgraphs/identity/data/openid-providers.js';
import { ProviderCredentials } from '../../../../subgraphs/identity/data/provider-credentials.js';
import type { ProviderRefusalReason } from '../../../../subgraphs/identity/domain/provider-sign-in/provider-refused.js';
import { finishProviderSignIn } from '../../../../subgraphs/identity/domain/provider-sign-in/finish-provider-sign-in.js';
import { startProviderSignIn } from '../../../../subgraphs/identity/domain/provider-sign-in/start-provider-sign-in.js';
import { findSessionFacts } from '../../../../subgraphs/identity/domain/session/session-facts.js';
import type { IdentityInTest } from './identity-in-test.js';
import type { OpenidProvider } from './openid-provider.js';
import { PROVIDER_SECRET } from './openid-provider.js';

const linden = loadOrganisations('test/organisations/third').get('linden') as OrganisationPolicy;
/** The one address to come back to. */
export const BACK = 'https://meekijken.linden.example/aangemeld';

type Way = (url: string) => string;
const unchanged: Way = (url) => url;

/** Changes one parameter of an address, or takes it out. */
export function changed(parameter: string, value: string | null): Way {
  return (url) => {
    const address = new URL(url);
    if (value === null) address.searchParams.delete(parameter);
    else address.searchParams.set(parameter, value);
    return address.href;
  };
}

let sequence = 0;

export class ByProvider {
  private constructor(
    private readonly identity: IdentityInTest,
    private readonly provider: OpenidProvider,
    private readonly needs: IdentityInTest['needs'] & { providers: OpenidProviders },
  ) {}

  static async open(identity: IdentityInTest, provider: OpenidProvider): Promise<ByProvider> {
    const { issuer, staffKey, fetch } = provider;
    const { users, staff } = linden.oidc;
    if (users === null || staff === null) throw new Error('the third organisation has providers');
    const oidc = { users: { ...users, issuer }, staff: { ...staff, issuer, clientId: 'meekijken-staf' } };
    identity.needs.organisations.set('linden', { ...linden, oidc });
    const secrets = { OIDC_LINDEN_USERS_SECRET: PROVIDER_SECRET, OIDC_LINDEN_STAFF_SECRET: JSON.stringify(staffKey) };
    const credentials = await ProviderCredentials.read(identity.needs.organisations, secrets, providerVariable);
    const providers = new OpenidProviders(credentials, createLog('identity', 'silent'), fetch);
    return new ByProvider(identity, provider, { ...identity.needs, providers });
  }

  /** A client of an organisation, known to its provider by the same e-mail address. */
  async user(organisation = 'linden', values: object = {}): Promise<string> {
    const email = `gebruiker${(sequence += 1)}@voorbeeld.example`;
    const account = await this.identity.rows.account({ email, ...values });
    const client = await this.identity.rows.client({ organisation });
    await this.identity.rows.relation({ accountId: account, clientId: client, role: 'CLIENT' });
    const subject = `sub-${sequence}`;
    this.provider.person = { subject, email, emailVerified: true, acr: 'substantieel', secondsAgo: 0 };
    return account;
  }

  async start(audience: ProviderAudience = 'USERS', organisation = 'linden') {
    return startProviderSignIn(this.needs, { organisation, audience }, this.identity.occasion());
  }

  async finish(id: string, callbackUrl: string) {
    return finishProviderSignIn(this.needs, { id, callbackUrl }, this.identity.occasion());
  }

  /** There and back; on either way the address can be changed. */
  async signIn({
    audience,
    there = unchanged,
    back = unchanged,
  }: { audience?: ProviderAudience; there?: Way; back?: Way } = {}) {
    const { id, authorizationUrl } = await this.start(audience);
    return this.finish(id, back(await this.provider.visit(there(authorizationUrl))));
  }

  async factsOf({ id }: { id: string }) {
    return findSessionFacts(this.needs, id, this.identity.clock.now);
  }

  /** Refused as all are; why stands on the log alone. */
  async expectRefused(attempt: Promise<unknown>, why: ProviderRefusalReason): Promise<void> {
    await expect(attempt).rejects.toMatchObject({ code: 'PROVIDER_REFUSED', details: {} });
    expect(this.identity.log.at(-1)).toMatchObject({
      kind: 'SIGN_IN',
      outcome: 'REFUSED',
      reason: 'PROVIDER_REFUSED',
      categories: [why],
    });
  }
}
