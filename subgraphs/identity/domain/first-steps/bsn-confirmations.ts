/** Tries to confirm a BSN (V31), counted for each relation. */

export interface CountedTry {
  relation: string;
  /** Of the relation's client. */
  bsnHash: Buffer | null;
}

export interface BsnConfirmations {
  /** Counts a try on each of these relations that has one left, in one atomic step; those. */
  countTry(relations: string[]): Promise<CountedTry[]>;
  /** Confirms some; the others, tried along with them, get their try back. */
  confirm(relations: string[], others: string[], at: Date): Promise<void>;
  /** Gives a relation its three tries back; false when it has ended or is confirmed. */
  release(relation: string): Promise<boolean>;
}
