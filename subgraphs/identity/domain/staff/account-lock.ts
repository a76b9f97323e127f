/** A lock on an account: nobody signs in to it, wherever (R4, R29). */
export interface AccountLock {
  since: Date;
  reason: string;
  /** Whose client administration did it; null: the system (R29). */
  organisation: string | null;
}

export interface AccountLocks {
  find(account: string): Promise<AccountLock | null>;
  /** False when it was locked already, or is not there. */
  lock(account: string, lock: AccountLock): Promise<boolean>;
  unlock(account: string): Promise<void>;
}
