/** The signed statement by which a tool shows who it is: a JWT of which it is issuer and subject (RFC 7523 §3). */
import type { PublicKey } from './public-key.js';

/** How far ahead it may end, and how old it may be. */
export const LONGEST_ASSERTION_LIFETIME_MS = 5 * 60_000;

export interface ExpectedAssertion {
  /** Issuer and subject. */
  account: string;
  audiences: readonly string[];
  now: Date;
}

export interface Assertions {
  /** What it says of itself: good for looking up its key, and for nothing else. Null: it is no assertion. */
  read(assertion: string): { account: string; kid: string } | null;
  /**
   * Judges the signature by this one key and its one algorithm, then type, issuer, subject, audience and times.
   * @throws DomainError ASSERTION_REFUSED.
   */
  verify(assertion: string, key: PublicKey, expected: ExpectedAssertion): Promise<{ jti: string; expiresAt: Date }>;
  /** Uses an assertion up, over all copies of the program: true once. @throws DomainError UNAVAILABLE. */
  use(account: string, jti: string, expiresAt: Date, now: Date): Promise<boolean>;
}
