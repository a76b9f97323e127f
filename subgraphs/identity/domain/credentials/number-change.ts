/** A new mobile number: it is the account's when the code that was sent to it comes back (V9). */
export interface NumberChange {
  id: string;
  account: string;
  /** E.164. */
  mobileNumber: string;
  codeHash: Buffer;
  expiresAt: Date;
}

/** Each change is one atomic step. */
export interface NumberChanges {
  /** Opens one; the account's earlier ones are over. */
  open(change: NumberChange, now: Date): Promise<void>;
  find(id: string): Promise<NumberChange | null>;
  /** Counts a try and gives the hash of the code; null when it is not live. */
  countTry(id: string, now: Date): Promise<Buffer | null>;
  /** False when it was used, replaced or has expired meanwhile. */
  use(id: string, now: Date): Promise<boolean>;
  closeAll(account: string, now: Date): Promise<void>;
}
