import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import { ProviderRefused } from './provider-refused.js';
import {
  knownProvider,
  providerRequest,
  type KnownProvider,
  type ProviderClaims,
  type ProviderSignIn,
  type SignInProviders,
} from './sign-in-provider.js';

/** How far the provider's clock may be behind ours. */
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * What the provider says of whoever came back, if it says so strongly enough and of this very moment: as with a code,
 * every sign-in is done anew (V27, R13). @throws DomainError PROVIDER_REFUSED, PROVIDER_UNAVAILABLE.
 */
export async function askProvider(
  { providers, codeKey }: { providers: SignInProviders; codeKey: Buffer },
  { id, audience, createdAt }: ProviderSignIn,
  policy: OrganisationPolicy,
  callbackUrl: string,
): Promise<{ provider: KnownProvider; claims: ProviderClaims }> {
  const provider = knownProvider(policy, audience);
  if (provider === null) throw new ProviderRefused('NO_PROVIDER');
  const request = providerRequest(codeKey, id, policy);
  const claims = await providers.claims(provider, request, answerAt(request.redirectUri, callbackUrl));
  const { acr, authenticatedAt } = claims;
  if (acr === null || !provider.settings.acceptedAcr.includes(acr)) throw new ProviderRefused('ACR_TOO_LOW');
  const since = createdAt.getTime() - CLOCK_TOLERANCE_MS;
  if (authenticatedAt === null || authenticatedAt.getTime() < since) throw new ProviderRefused('SIGNED_IN_EARLIER');
  return { provider, claims };
}

/** R24: an answer that came to another address than the one that was given is none. */
function answerAt(redirectUri: string, callbackUrl: string): URL {
  const url = URL.canParse(callbackUrl) ? new URL(callbackUrl) : null;
  if (url === null || `${url.origin}${url.pathname}` !== redirectUri || url.username !== '' || url.hash !== '') {
    throw new ProviderRefused('ANSWER_REFUSED');
  }
  return url;
}
