/** An OpenID provider of an organisation's own, a real one, on this machine; and a browser that somebody signs in with there. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import Provider, { type Configuration } from 'oidc-provider';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Agent, fetch } from 'undici';
import { SELF_SIGNED } from '../../../gateway/self-signed.js';

export const PROVIDER_SECRET = 'een geheim van dertig tekens lang';
const trusting = new Agent({ connect: { rejectUnauthorized: false } });

/** As whom the next person signs in, and how strongly. */
export interface AtTheProvider {
  subject: string;
  email: string;
  emailVerified: boolean;
  acr: string;
  /** How long ago, in seconds. */
  secondsAgo: number;
}

export class OpenidProvider {
  person: AtTheProvider = {
    subject: 'onbekend',
    email: 'niemand@voorbeeld.example',
    emailVerified: true,
    acr: 'hoog',
    secondsAgo: 0,
  };
  /** Changes ID tokens on their way, as somebody between us would. */
  forge: ((token: string) => string) | null = null;
  /** Private, of the client for staff. */
  staffKey: JWK = {};
  issuer = '';
  private server: Server | undefined;

  /** @param redirectUri of the portal. @param change of how the provider behaves. */
  static async start(redirectUri: string, change: Partial<Configuration> = {}): Promise<OpenidProvider> {
    const own = new OpenidProvider();
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    own.staffKey = { ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'staf-1' };
    const staffJwk = { ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'staf-1', use: 'sig' };
    const answer: { provider?: Provider } = {};
    const server = createServer({ cert: SELF_SIGNED.certificate, key: SELF_SIGNED.key }, (request, response) => {
      void own.answer(answer.provider as Provider, request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    own.server = server;
    own.issuer = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    answer.provider = new Provider(own.issuer, own.configuration(redirectUri, staffJwk, change));
    return own;
  }

  /** For our side of it: trusts the certificate of this one. */
  readonly fetch = async (url: string, options: object): Promise<Response> => {
    const response = await fetch(url, { ...options, dispatcher: trusting });
    if (this.forge === null || !url.endsWith('/token')) return response;
    const tokens = (await response.json()) as { id_token: string };
    return Response.json({ ...tokens, id_token: this.forge(tokens.id_token) });
  };

  /** Goes where the portal sends somebody, signs in there, and gives the address with which the person comes back. */
  async visit(authorizationUrl: string): Promise<string> {
    const cookies = new Map<string, string>();
    let url = authorizationUrl;
    for (let step = 0; step < 10 && url.startsWith(this.issuer); step += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(url, { redirect: 'manual', headers: { cookie }, dispatcher: trusting });
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`the provider answered ${response.status}: ${await response.text()}`);
      url = new URL(location, url).href;
    }
    return url;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private configuration(redirectUri: string, staffJwk: JWK, change: Partial<Configuration>): Configuration {
    const shared = {
      redirect_uris: [redirectUri],
      response_types: ['code' as const],
      grant_types: ['authorization_code'],
    };
    return {
      clients: [
        { ...shared, client_id: 'meekijken', client_secret: PROVIDER_SECRET },
        {
          ...shared,
          client_id: 'meekijken-staf',
          token_endpoint_auth_method: 'private_key_jwt',
          token_endpoint_auth_signing_alg: 'ES256',
          jwks_uri: 'https://meekijken.linden.example/sleutels.json',
        },
      ],
      // where it would look for the keys of its client
      fetch: async () => Response.json({ keys: [staffJwk] }),
      acrValues: ['laag', 'substantieel', 'hoog'],
      claims: { openid: ['sub', 'acr'], email: ['email', 'email_verified'] },
      features: { devInteractions: { enabled: false } },
      cookies: { keys: ['alleen voor deze toets'] },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: () => ({ sub: id, email: this.person.email, email_verified: this.person.emailVerified }),
      }),
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({
          clientId: oidc.client?.clientId,
          accountId: oidc.session?.accountId,
        });
        grant.addOIDCScope('openid email');
        await grant.save();
        return grant;
      },
      ...change,
    };
  }

  private async answer(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/interaction/') !== true) {
      await provider.callback()(request, response);
      return;
    }
    const { subject, acr, secondsAgo } = this.person;
    const ts = Math.floor(Date.now() / 1000) - secondsAgo;
    const login = { accountId: subject, acr, ts, remember: true };
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  }
}
