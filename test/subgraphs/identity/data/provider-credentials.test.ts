import { describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair } from 'jose';
import type { ClientAuth } from 'openid-client';
import { loadOrganisations } from '../../../../organisations/policy.js';
import { providerVariable, readIdentityConfiguration } from '../../../../subgraphs/identity/config.js';
import { ProviderCredentials } from '../../../../subgraphs/identity/data/provider-credentials.js';

const third = loadOrganisations('test/organisations/third');
const SECRET = 'een geheim';

function read(secrets: Record<string, string>) {
  return ProviderCredentials.read(third, secrets, providerVariable);
}

async function shown(secrets: Record<string, string>) {
  const credentials = await read(secrets);
  const body = new URLSearchParams();
  const headers = new Headers();
  const server = { issuer: 'https://medewerkers.linden.example' };
  const show: (...parts: Parameters<ClientAuth>) => unknown = credentials.of({
    organisation: 'linden',
    audience: 'STAFF',
  });
  await show(server, { client_id: 'a' }, body, headers); // a signature takes its time
  return { body, headers };
}

describe("what we show an organisation's provider", () => {
  it('is a secret, or an assertion signed by a private key', async () => {
    const users = { OIDC_LINDEN_USERS_SECRET: SECRET };
    const bySecret = await shown({ ...users, OIDC_LINDEN_STAFF_SECRET: 'ook geheim' });
    expect(bySecret.headers.get('authorization')).toMatch(/^Basic /);
    const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
    const jwk = { ...(await exportJWK(privateKey)), alg: 'EdDSA', kid: 'inzage-1' };
    const byKey = await shown({ ...users, OIDC_LINDEN_STAFF_SECRET: JSON.stringify(jwk) });
    expect(byKey.body.get('client_assertion')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(byKey.headers.get('authorization')).toBeNull();
  });

  it('is missing nowhere: start-up says every one that is', async () => {
    await expect(read({})).rejects.toMatchObject({
      faults: ['OIDC_LINDEN_USERS_SECRET: is missing', 'OIDC_LINDEN_STAFF_SECRET: is missing'],
    });
  });

  it('is no key that cannot sign, and what it is, is not told', async () => {
    const { publicKey } = await generateKeyPair('EdDSA', { extractable: true });
    const open = JSON.stringify({ ...(await exportJWK(publicKey)), alg: 'EdDSA' });
    for (const bad of [open, '{"kty":"oct","k":"AAAA","alg":"HS256"}', '{geen json']) {
      await expect(read({ OIDC_LINDEN_USERS_SECRET: SECRET, OIDC_LINDEN_STAFF_SECRET: bad })).rejects.toMatchObject({
        faults: ['OIDC_LINDEN_STAFF_SECRET: is not a private key (JWK) with its `alg`'],
      });
    }
  });

  it('is asked of no organisation without a provider', async () => {
    const both = loadOrganisations('organisations');
    await expect(ProviderCredentials.read(both, {}, providerVariable)).resolves.toBeDefined();
  });

  it('has a variable named for the organisation', () => {
    expect(providerVariable({ organisation: 'de-roos', audience: 'STAFF' })).toBe('OIDC_DE_ROOS_STAFF_SECRET');
    expect(() => readIdentityConfiguration({ OIDC_DE_ROOS_STAFF_SECRET: SECRET })).toThrow(/CALL_KEY/);
  });
});
