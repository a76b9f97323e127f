/** The two tokens of a session. */
import { createHash, randomBytes } from 'node:crypto';

/** Signs access tokens. */
export interface AccessTokens {
  issue(token: { account: string; session: string; issuedAt: Date; expiresAt: Date }): Promise<string>;
}

export interface RefreshToken {
  token: string;
  hash: Buffer;
}

const REFRESH_TOKEN_BYTES = 32;

export function newRefreshToken(): RefreshToken {
  const token = randomBytes(REFRESH_TOKEN_BYTES).toString('base64url');
  return { token, hash: hashRefreshToken(token) };
}

/** The only form in which a refresh token is kept. It is random, so a plain hash is enough. */
export function hashRefreshToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
