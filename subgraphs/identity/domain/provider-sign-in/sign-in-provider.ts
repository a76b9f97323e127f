/** An organisation's own OpenID provider, by which its users or its staff sign in. */
import type { OrganisationPolicy, ProviderPolicy } from '../../../../organisations/policy.js';
import type { ProviderAudience, ProviderOf } from '../../../../schema/caller.js';
import { keyedHash } from '../keyed-hash.js';

/** How long somebody may take at the provider. */
export const PROVIDER_SIGN_IN_LIFETIME_MS = 10 * 60_000;

/** A sign-in that waits for its person to come back. */
export interface ProviderSignIn extends ProviderOf {
  id: string;
  createdAt: Date;
  expiresAt: Date;
}

export interface ProviderSignIns {
  open(signIn: ProviderSignIn): Promise<void>;
  /** Uses it up: of any number of uses one gets it. Null when it was never there, was used or is too late. */
  use(id: string, now: Date): Promise<ProviderSignIn | null>;
}

/** Which account it is that a provider knows under a name of its own. */
export interface ProviderIdentities {
  accountOf(issuer: string, subject: string): Promise<string | null>;
  /** False when the account is known at this provider under another name already. */
  link(identity: { issuer: string; subject: string; account: string }, at: Date): Promise<boolean>;
}

/** What goes with a request and has to come back with its answer. Not kept: made of the id, with a key. */
export interface ProviderRequest {
  redirectUri: string;
  state: string;
  nonce: string;
  /** PKCE, RFC 7636. */
  verifier: string;
}

/** What the provider says of whoever signed in, its signature verified. */
export interface ProviderClaims {
  issuer: string;
  subject: string;
  /** How strongly they showed who they are. */
  acr: string | null;
  authenticatedAt: Date | null;
  email: string | null;
  emailVerified: boolean;
}

export interface KnownProvider extends ProviderOf {
  settings: ProviderPolicy;
}

export interface SignInProviders {
  /** Where the person goes. @throws DomainError PROVIDER_UNAVAILABLE. */
  authorizationUrl(provider: KnownProvider, request: ProviderRequest): Promise<string>;
  /**
   * Trades what the person brought back for what the provider says of them.
   * @throws DomainError PROVIDER_REFUSED, PROVIDER_UNAVAILABLE.
   */
  claims(provider: KnownProvider, request: ProviderRequest, answer: URL): Promise<ProviderClaims>;
}

export function knownProvider(policy: OrganisationPolicy, audience: ProviderAudience): KnownProvider | null {
  const settings = audience === 'USERS' ? policy.oidc.users : policy.oidc.staff;
  return settings === null ? null : { organisation: policy.id, audience, settings };
}

/** R24: there is one address to come back to. */
export function providerRequest(key: Buffer, id: string, { portalUrl }: OrganisationPolicy): ProviderRequest {
  const derived = (use: string): string => keyedHash(key, `provider ${use}`, id).toString('base64url');
  return {
    redirectUri: `${portalUrl}/aangemeld`,
    state: derived('state'),
    nonce: derived('nonce'),
    verifier: derived('verifier'),
  };
}
