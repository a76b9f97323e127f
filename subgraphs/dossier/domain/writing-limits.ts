/** How much one person may write, so that nobody floods a care team; counted over all copies of the program. */
import type { Happening, Ledger } from '../../ledger.js';
import type { Acting } from './acting.js';
import { recordingRefusal } from './recording-refusal.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** `most` of them within `windowMs` of the first. Far more than anybody needs, far less than a program can write. */
export const WRITING_LIMITS = {
  messages: [
    { most: 20, windowMs: HOUR_MS },
    { most: 60, windowMs: DAY_MS },
  ],
  objections: [
    { most: 5, windowMs: HOUR_MS },
    { most: 10, windowMs: DAY_MS },
  ],
  additions: [
    { most: 30, windowMs: HOUR_MS },
    { most: 100, windowMs: DAY_MS },
  ],
} as const;
export type WritingLimit = keyof typeof WRITING_LIMITS;

export interface WritingLimits {
  /**
   * Counts one, before it is written.
   * @throws DomainError TOO_MANY_ATTEMPTS with the seconds to wait, UNAVAILABLE when nothing can be counted.
   */
  take(limit: WritingLimit, account: string): Promise<void>;
}

/**
 * Comes last before something is written: what was not right does not count.
 * @throws DomainError as `take`; the refusal is on record then.
 */
export async function takeTurn(
  limits: WritingLimits,
  limit: WritingLimit,
  { facts, place }: Acting,
  event: Happening,
  ledger: Ledger,
): Promise<void> {
  await recordingRefusal(ledger, { ...event, ...place }, () => limits.take(limit, facts.account));
}
