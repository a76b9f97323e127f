/** A link in a mail that does one thing once: only the hash of its token is kept. */
import { createHash, randomBytes } from 'node:crypto';

const HOUR_MS = 3_600_000;

/** How long each is good for (V29). */
export const LINK_LIFETIME_MS = { ACTIVATION: 72 * HOUR_MS, RECOVERY: 24 * HOUR_MS, EMAIL: 24 * HOUR_MS } as const;
export type LinkKind = keyof typeof LINK_LIFETIME_MS;

export interface OneTimeLink {
  hash: Buffer;
  kind: LinkKind;
  account: string;
  /** Of a change of e-mail address: the new one. */
  value: string | null;
  expiresAt: Date;
}

export interface OneTimeLinks {
  /** An earlier live link of the same kind and account is worth nothing from then on. */
  open(link: OneTimeLink, now: Date): Promise<void>;
  /** Null when it was never there, was used, replaced, or has expired. */
  findLive(hash: Buffer, now: Date): Promise<OneTimeLink | null>;
  /** False when it is not, or no longer, live. Of any number of uses one succeeds. */
  use(hash: Buffer, now: Date): Promise<boolean>;
  /** What is live is worth nothing from then on. @param kind only this one. */
  closeAll(account: string, now: Date, kind?: LinkKind): Promise<void>;
}

const TOKEN_BYTES = 32;

/** The token goes into the mail and nowhere else. */
export function newLink(
  kind: LinkKind,
  account: string,
  now: Date,
  value: string | null = null,
): { token: string; link: OneTimeLink } {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const expiresAt = new Date(now.getTime() + LINK_LIFETIME_MS[kind]);
  return { token, link: { hash: hashLinkToken(token), kind, account, value, expiresAt } };
}

export function hashLinkToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
