import { randomUUID } from 'node:crypto';
import type { Organisations } from '../../../../organisations/policy.js';
import { networkOf } from '../../../../program/network.js';
import type { ProviderOf } from '../../../../schema/caller.js';
import type { Limits } from '../limits.js';
import type { Occasion } from '../occasion.js';
import { NOBODY, recordingRefusal } from '../sign-in/sign-in-record.js';
import { ProviderRefused } from './provider-refused.js';
import {
  knownProvider,
  PROVIDER_SIGN_IN_LIFETIME_MS,
  providerRequest,
  type ProviderSignIn,
  type ProviderSignIns,
  type SignInProviders,
} from './sign-in-provider.js';

export interface ProviderSignInNeeds {
  organisations: Organisations;
  limits: Limits;
  providers: SignInProviders;
  providerSignIns: ProviderSignIns;
  codeKey: Buffer;
}

export interface StartedProviderSignIn extends ProviderSignIn {
  authorizationUrl: string;
}

/**
 * Begins a sign-in by an organisation's own provider: its answer is good once, for ten minutes, to whoever has the id.
 * @throws DomainError PROVIDER_REFUSED where there is none, PROVIDER_UNAVAILABLE, TOO_MANY_ATTEMPTS, UNAVAILABLE.
 */
export async function startProviderSignIn(
  { organisations, limits, providers, providerSignIns, codeKey }: ProviderSignInNeeds,
  { organisation, audience }: ProviderOf,
  occasion: Occasion,
): Promise<StartedProviderSignIn> {
  const policy = organisations.get(organisation);
  const place = { ...NOBODY, organisations: policy === undefined ? [] : [policy.id] };
  return recordingRefusal(occasion, place, async () => {
    await limits.take('providerSignInsPerAddress', networkOf(occasion.caller.address));
    const provider = policy === undefined ? null : knownProvider(policy, audience);
    if (policy === undefined || provider === null) throw new ProviderRefused('NO_PROVIDER');
    const id = randomUUID();
    const authorizationUrl = await providers.authorizationUrl(provider, providerRequest(codeKey, id, policy));
    const expiresAt = new Date(occasion.now.getTime() + PROVIDER_SIGN_IN_LIFETIME_MS);
    const signIn = { id, organisation: policy.id, audience, createdAt: occasion.now, expiresAt };
    await providerSignIns.open(signIn);
    return { ...signIn, authorizationUrl };
  });
}
