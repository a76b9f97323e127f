/** Who was told of new terms (V3, R33). */
import type { EndOfCare } from '../clients/client.js';

export interface ToAnnounce {
  organisation: string;
  version: string;
  effectiveAt: string;
  /** When care ended on or before this day, all access is over. */
  care: { on: readonly EndOfCare[]; lastDay: string };
}

export interface TermsAnnouncements {
  /** Accounts with a relation there that may still open something, not told of this version yet, by id. */
  untold(terms: ToAnnounce, now: Date, after: string, most: number): Promise<string[]>;
  /** False when somebody else told them meanwhile. */
  add(terms: ToAnnounce, account: string, at: Date): Promise<boolean>;
}
