/** Those who wrote something in the portal (R32), and whose account was deleted since (R18). */
export interface Writers {
  /**
   * Forgets the name of a writer in all that they wrote, for good; what they wrote stays, and is theirs by the id of an
   * account that is no more.
   */
  forget(account: string, at: Date): Promise<void>;
}
