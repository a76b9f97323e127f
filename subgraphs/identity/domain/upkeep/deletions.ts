/** How an account goes, with all that hangs on it (R18). */
import type { EndOfCare } from '../clients/client.js';

export interface Deletions {
  /** Accounts with a relation to a client there whose care ended on or before this day, by id. */
  candidates(
    care: { organisation: string; on: readonly EndOfCare[]; lastDay: string },
    after: string,
    most: number,
  ): Promise<string[]>;
  /** Also one that has yet to begin. */
  isStaff(account: string, now: Date): Promise<boolean>;
  /** The account with all that hangs on it. */
  deleteAccount(account: string): Promise<void>;
  /** What the account has to do with one organisation, and nothing else of it. */
  deleteWithin(account: string, organisation: string): Promise<void>;
}
