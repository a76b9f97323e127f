/** Persons whose account was deleted (R18): their records stay, under a pseudonym. */
export interface ForgottenPersons {
  /** Does away with the key to the name behind an account, for good; a record that comes later does not bring it back. */
  forget(account: string, at: Date): Promise<void>;
}
