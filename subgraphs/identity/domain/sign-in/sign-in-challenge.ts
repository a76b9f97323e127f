/** A sign-in whose password was right and that waits for its second step. */
import type { OfferedMethods } from '../second-factors/offer-methods.js';

export const CODE_LIFETIME_MS = 5 * 60_000;
export const MOST_CODE_TRIES = 5;
export const RESEND_AFTER_MS = 60_000;

export interface SignInChallenge {
  id: string;
  account: string;
  /** Of the one live code; no code fits it while none was sent. */
  codeHash: Buffer;
  createdAt: Date;
  expiresAt: Date;
  lastSentAt: Date;
  tries: number;
  usedAt: Date | null;
  /** Where the sign-in came from. */
  address: string;
  /** Of a sign-in that began with a one-time link: what the code sets when it is right. */
  byLink: { hash: Buffer; newPasswordHash: string } | null;
}

export function isLive({ usedAt, expiresAt, tries }: SignInChallenge, now: Date): boolean {
  return usedAt === null && now < expiresAt && tries < MOST_CODE_TRIES;
}

/** Each change is one atomic step. */
export interface SignInChallenges {
  /** Opens one; the account's earlier ones are over. */
  open(challenge: SignInChallenge): Promise<void>;
  find(id: string): Promise<SignInChallenge | null>;
  /** Counts a try and gives the hash of the live code; null when the challenge is not live. */
  countTry(id: string, now: Date): Promise<Buffer | null>;
  /**
   * Counts a try, and uses the code up when this is its hash: in one, so that simultaneous guesses are never more than
   * the tries there are. False when it is another, or the challenge is not live.
   */
  tryCode(id: string, codeHash: Buffer, now: Date): Promise<boolean>;
  /** Uses the code up; false when it was used, replaced or has expired meanwhile. */
  use(id: string, codeHash: Buffer, now: Date): Promise<boolean>;
  /** Puts another code in place of the last; false when the challenge is not live or the last was sent after `before`. */
  replaceCode(
    id: string,
    code: Pick<SignInChallenge, 'codeHash' | 'expiresAt'>,
    now: Date,
    before: Date,
  ): Promise<boolean>;
  /** No code of it will do any more. */
  close(id: string, now: Date): Promise<void>;
  /** Nor of any other of the account. */
  closeAll(account: string, now: Date): Promise<void>;
}

/** What the person who signs in may know of it. */
export interface SentChallenge extends OfferedMethods {
  id: string;
  expiresAt: Date;
  resendAt: Date;
  mobileHint: string;
}
