/** An account: one natural person (V6, V7). */
import type { Language } from '../../../schema/caller.js';

export interface PersonName {
  text: string;
  given: string | null;
  family: string | null;
}

export interface Account {
  id: string;
  email: string;
  /** E.164. */
  mobileNumber: string;
  passwordHash: string;
  name: PersonName;
  language: Language;
  /** Locked or ended: nobody signs in to it (V36, R4, R29). */
  blocked: boolean;
}

/** An account that someone tries to sign in to, with the organisations on whose logs that belongs. */
export interface AccountAtTheDoor extends Account {
  organisations: string[];
}

export interface Accounts {
  /** @param email lower case. */
  findByEmail(email: string): Promise<AccountAtTheDoor | null>;
  find(id: string): Promise<Account | null>;
}

/** Tells everyone who remembers an account's sessions or relations that they changed. */
export interface AccountChanges {
  announce(account: string): Promise<void>;
}

/** The last two digits, to recognise a number by. */
export function mobileHint({ mobileNumber }: Account): string {
  return mobileNumber.slice(-2);
}
