/** By what we show an organisation's provider who we are: a secret, or a private key, from the configuration. */
import { importJWK, type CryptoKey, type JWK } from 'jose';
import { ClientSecretBasic, PrivateKeyJwt, type ClientAuth } from 'openid-client';
import type { Organisations } from '../../../organisations/policy.js';
import { StartUpError } from '../../../program/configuration.js';
import { PROVIDER_AUDIENCES, type ProviderOf } from '../../../schema/caller.js';
import { knownProvider } from '../domain/provider-sign-in/sign-in-provider.js';

export class ProviderCredentials {
  private constructor(private readonly known: ReadonlyMap<string, ClientAuth>) {}

  /**
   * @param secrets by the name of their variable.
   * @throws StartUpError naming every one that is missing, or is a key that cannot be used.
   */
  static async read(
    organisations: Organisations,
    secrets: Readonly<Record<string, string>>,
    variableOf: (provider: ProviderOf) => string,
  ): Promise<ProviderCredentials> {
    const providers = [...organisations.values()].flatMap((policy) =>
      PROVIDER_AUDIENCES.flatMap((audience) => knownProvider(policy, audience) ?? []),
    );
    const faults: string[] = [];
    const known = new Map<string, ClientAuth>();
    for (const provider of providers) {
      const variable = variableOf(provider);
      try {
        known.set(nameOf(provider), await clientAuth(secrets[variable]));
      } catch (error) {
        faults.push(`${variable}: ${(error as Error).message}`);
      }
    }
    if (faults.length > 0) throw new StartUpError(faults);
    return new ProviderCredentials(known);
  }

  of(provider: ProviderOf): ClientAuth {
    const auth = this.known.get(nameOf(provider));
    if (auth === undefined) throw new Error(`nothing to show the provider of ${nameOf(provider)}`);
    return auth;
  }
}

function nameOf({ organisation, audience }: ProviderOf): string {
  return `${organisation} ${audience}`;
}

async function clientAuth(secret: string | undefined): Promise<ClientAuth> {
  if (secret === undefined) throw new Error('is missing');
  if (!secret.startsWith('{')) return ClientSecretBasic(secret);
  const { key, kid } = await privateKey(secret);
  return PrivateKeyJwt(kid === undefined ? key : { key, kid });
}

async function privateKey(text: string): Promise<{ key: CryptoKey; kid: string | undefined }> {
  try {
    const jwk = JSON.parse(text) as JWK;
    const key = await importJWK(jwk);
    if (jwk.d === undefined || key instanceof Uint8Array) throw new Error('not a private key');
    return { key, kid: jwk.kid };
  } catch {
    throw new Error('is not a private key (JWK) with its `alg`');
  }
}
