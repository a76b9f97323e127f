/** Organisations' own OpenID providers, by openid-client: discovery, code flow with PKCE, ID tokens with their signature. */
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  type Configuration,
  type CustomFetch,
  type UserInfoResponse,
} from 'openid-client';
import type { Log } from '../../../program/log.js';
import {
  PROVIDER_SIGN_IN_LIFETIME_MS,
  type KnownProvider,
  type ProviderClaims,
  type ProviderRequest,
  type SignInProviders,
} from '../domain/provider-sign-in/sign-in-provider.js';
import { failureOf } from './provider-failure.js';
import type { ProviderCredentials } from './provider-credentials.js';

/** Of each request to a provider: with two of them still within the five seconds that the gateway waits for us. */
const REQUEST_LIMIT_SECONDS = 2;
/** What a provider says of itself, its keys apart, is looked up again after so long. */
const METADATA_LIFETIME_MS = 3_600_000;
const MAX_AGE_SECONDS = PROVIDER_SIGN_IN_LIFETIME_MS / 1000;

interface Discovered {
  at: number;
  configuration: Promise<Configuration>;
}

export class OpenidProviders implements SignInProviders {
  private readonly discovered = new Map<string, Discovered>();

  constructor(
    private readonly credentials: ProviderCredentials,
    private readonly log: Log,
    /** Another than Node's own, for tests. */
    private readonly fetch?: CustomFetch,
  ) {}

  async authorizationUrl(provider: KnownProvider, request: ProviderRequest): Promise<string> {
    const { scope, acceptedAcr } = provider.settings;
    const configuration = await this.configurationOf(provider);
    const url = buildAuthorizationUrl(configuration, {
      redirect_uri: request.redirectUri,
      scope,
      state: request.state,
      nonce: request.nonce,
      code_challenge: await calculatePKCECodeChallenge(request.verifier),
      code_challenge_method: 'S256',
      acr_values: acceptedAcr.join(' '),
      prompt: 'login',
      max_age: String(MAX_AGE_SECONDS),
    });
    return url.href;
  }

  async claims(provider: KnownProvider, request: ProviderRequest, answer: URL): Promise<ProviderClaims> {
    const configuration = await this.configurationOf(provider);
    try {
      const tokens = await authorizationCodeGrant(configuration, answer, {
        expectedState: request.state,
        expectedNonce: request.nonce,
        pkceCodeVerifier: request.verifier,
        maxAge: MAX_AGE_SECONDS,
      });
      const token = tokens.claims();
      if (token === undefined) throw new TypeError('no ID token came');
      const { email, email_verified } =
        token['email'] === undefined ? await userInfo(configuration, tokens.access_token, token.sub) : token;
      return {
        issuer: token.iss,
        subject: token.sub,
        acr: typeof token['acr'] === 'string' ? token['acr'] : null,
        authenticatedAt: token.auth_time === undefined ? null : new Date(token.auth_time * 1000),
        email: typeof email === 'string' ? email : null,
        emailVerified: email_verified === true,
      };
    } catch (error) {
      throw this.failed(provider, error);
    }
  }

  private async configurationOf(provider: KnownProvider): Promise<Configuration> {
    const name = `${provider.organisation} ${provider.audience} ${provider.settings.issuer}`;
    const known = this.discovered.get(name);
    const fresh = known !== undefined && Date.now() - known.at < METADATA_LIFETIME_MS;
    const entry = fresh ? known : { at: Date.now(), configuration: this.discover(provider) };
    this.discovered.set(name, entry);
    try {
      return await entry.configuration;
    } catch (error) {
      if (this.discovered.get(name) === entry) this.discovered.delete(name);
      throw this.failed(provider, error, 'PROVIDER_UNAVAILABLE');
    }
  }

  private discover(provider: KnownProvider): Promise<Configuration> {
    const { issuer, clientId } = provider.settings;
    return discovery(new URL(issuer), clientId, {}, this.credentials.of(provider), {
      timeout: REQUEST_LIMIT_SECONDS,
      // without it the library trusts the connection that an ID token came by
      execute: [enableNonRepudiationChecks],
      ...(this.fetch && { [customFetch]: this.fetch }),
    });
  }

  private failed({ organisation, audience }: KnownProvider, error: unknown, as?: 'PROVIDER_UNAVAILABLE') {
    const failure = failureOf(error, as);
    this.log.warn({ err: error, organisation, audience, code: failure.code }, 'a provider could not sign somebody in');
    return failure;
  }
}

/** Of providers that tell an e-mail address there and not in the ID token. */
async function userInfo(
  configuration: Configuration,
  accessToken: string,
  subject: string,
): Promise<Partial<UserInfoResponse>> {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
  return fetchUserInfo(configuration, accessToken, subject);
}
