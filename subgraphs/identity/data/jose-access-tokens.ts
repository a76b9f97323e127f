import { randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import { ACCESS_TOKEN } from '../../../schema/calls.js';
import type { AccessTokens } from '../domain/session/session-tokens.js';

export interface JoseAccessTokens extends AccessTokens {
  /** What access tokens are verified with: the signing key's and, while keys are replaced, the others' (RFC 7517). */
  publicKeys: JWK[];
}

/** @param keys private Ed25519 keys; the first signs. */
export async function createAccessTokens(keys: JWK[]): Promise<JoseAccessTokens> {
  const publicKeys = await Promise.all(keys.map(publicKey));
  const signingKey =
    keys[0] === undefined ? undefined : ((await importJWK(keys[0], ACCESS_TOKEN.algorithm)) as CryptoKey);
  const kid = publicKeys[0]?.kid;
  if (signingKey === undefined || kid === undefined) throw new Error('no key to sign access tokens with');
  return {
    publicKeys,
    issue: ({ account, session, issuedAt, expiresAt }) =>
      new SignJWT({ sid: session })
        .setProtectedHeader({ alg: ACCESS_TOKEN.algorithm, typ: ACCESS_TOKEN.type, kid })
        .setIssuer(ACCESS_TOKEN.issuer)
        .setAudience(ACCESS_TOKEN.audience)
        .setSubject(account)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .setJti(randomUUID())
        .sign(signingKey),
  };
}

/** Names its members one by one, so that the private one cannot come along. */
async function publicKey({ kty, crv, x, kid }: JWK): Promise<JWK> {
  const key = { kty, crv, x } as JWK;
  return { ...key, kid: kid ?? (await calculateJwkThumbprint(key)), alg: ACCESS_TOKEN.algorithm, use: 'sig' };
}
