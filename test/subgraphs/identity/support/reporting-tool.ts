/** A reporting tool with keys of its own, and what it signs. */
import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import { createAssertions } from '../../../../subgraphs/identity/data/jose-assertions.js';
import { issueServiceToken } from '../../../../subgraphs/identity/domain/service-accounts/issue-service-token.js';
import { registerServiceAccount } from '../../../../subgraphs/identity/domain/service-accounts/register-service-account.js';
import type { ServiceAccount } from '../../../../subgraphs/identity/domain/service-accounts/service-account.js';
import type { ServiceScope } from '../../../../schema/service-token.js';
import type { IdentityInTest } from './identity-in-test.js';

export const AUDIENCE = 'https://graph.example';

export interface ToolKey {
  algorithm: string;
  privateKey: CryptoKey;
  publicJwk: JWK;
  /** As an administrator fills it in. */
  text: string;
}

export async function toolKey(algorithm = 'EdDSA', options: { modulusLength?: number } = {}): Promise<ToolKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true, ...options });
  const publicJwk = await exportJWK(publicKey);
  return { algorithm, privateKey, publicJwk, text: JSON.stringify(publicJwk) };
}

/** A session of the client administration, in which things are registered. */
export async function administrator(identity: IdentityInTest, organisation = 'vivium') {
  const account = await identity.rows.account();
  await identity.rows.staff({ accountId: account, organisation, role: 'ADMINISTRATOR' });
  return identity.signedIn(account);
}

export class ReportingTool {
  readonly needs;

  private constructor(
    private readonly identity: IdentityInTest,
    readonly account: ServiceAccount,
    readonly key: ToolKey,
  ) {
    this.needs = { ...identity.needs, assertions: createAssertions(identity.store) };
  }

  static async register(
    identity: IdentityInTest,
    scopes: ServiceScope[] = ['REPORTER'],
    algorithm = 'EdDSA',
  ): Promise<ReportingTool> {
    const key = await toolKey(algorithm);
    const { occasion } = await administrator(identity);
    const wanted = { organisation: 'vivium', name: 'Cijferbeeld', scopes, publicKey: key.text, reason: 'maandcijfers' };
    return new ReportingTool(identity, await registerServiceAccount(identity.needs, wanted, occasion()), key);
  }

  get kid(): string {
    return this.account.keys[0]?.kid ?? '';
  }

  /** What it signs, right but for the change. */
  assertion(change: JWTPayload = {}, header: Record<string, unknown> = {}, key = this.key): Promise<string> {
    const { id } = this.account;
    const now = Math.floor(this.identity.clock.now.getTime() / 1000);
    const claims = { iss: id, sub: id, aud: AUDIENCE, iat: now, exp: now + 60, jti: randomUUID(), ...change };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: key.algorithm, kid: this.kid, ...header })
      .sign(key.privateKey);
  }

  async token(assertion?: string, scope: string | null = null, address?: string) {
    const request = {
      assertion: assertion ?? (await this.assertion()),
      scope,
      audiences: [AUDIENCE, `${AUDIENCE}/oauth/token`],
    };
    return issueServiceToken(this.needs, request, this.identity.occasion(null, address));
  }
}
