/** A new mobile number that waits for the code that was sent to it (V9). */
import { keyedHash } from '../keyed-hash.js';

export const NUMBER_CODE_LIFETIME_MS = 5 * 60_000;
export const MOST_NUMBER_TRIES = 5;

export interface NumberChallenge {
  id: string;
  /** Whose new number it is: nobody else can answer. */
  account: string;
  /** E.164. */
  mobileNumber: string;
  codeHash: Buffer;
  expiresAt: Date;
}

/** Each change is one atomic step. */
export interface NumberChallenges {
  /** Opens one; the account's earlier ones are over. */
  open(challenge: NumberChallenge, now: Date): Promise<void>;
  /** Counts a try at the account's own challenge and gives the hash of its code; null when it is not live. */
  countTry(id: string, account: string, now: Date): Promise<Buffer | null>;
  /** Uses it up; the number, or null when it was used, replaced or has expired meanwhile. */
  use(id: string, account: string, now: Date): Promise<string | null>;
  closeAll(account: string, now: Date): Promise<void>;
}

/** What the person may know of it. */
export interface SentNumberCode {
  id: string;
  expiresAt: Date;
  mobileHint: string;
}

/** Bound to its challenge: the same digits are another hash for another one. */
export function hashNumberCode(key: Buffer, challenge: string, code: string): Buffer {
  return keyedHash(key, 'mobile number code', challenge, code);
}
