/** An account: one natural person (V6, V7). */
import type { Language } from '../../../schema/caller.js';
import type { NewsMail } from './news/news-mail.js';
import type { PersonDetails } from './registration/person-details.js';

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
  /** Null until the person has chosen a password. */
  passwordHash: string | null;
  /** Null until the e-mail address and mobile number are known to be the person's (V9). */
  activatedAt: Date | null;
  /** Only a recovery by mail opens this account again (R23). */
  recoveryRequired: boolean;
  name: PersonName;
  language: Language;
  /** How often they want to be told by mail that there is news. */
  newsMail: NewsMail;
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

/** As a step sees them: changed nowhere else. */
export interface AccountsInStep extends Accounts {
  /** The account with this e-mail address, or a new one of this person; of simultaneous calls one adds it. */
  findOrAdd(person: PersonDetails, now: Date): Promise<{ account: Account; isNew: boolean }>;
  /** Waits until nobody else changes the account, and lasts as long as the step; false when there is none. */
  lock(id: string): Promise<boolean>;
  /** Locks it likewise: as it stands then, or null when there is none. */
  hold(id: string): Promise<Account | null>;
  /** Sets a password that was chosen by a link, and what else that means: the account is active, nothing is awaited. */
  setPassword(id: string, passwordHash: string, at: Date): Promise<void>;
  /** False when the address is somebody's already. @param email lower case. */
  changeEmail(id: string, email: string): Promise<boolean>;
  changeMobileNumber(id: string, mobileNumber: string): Promise<void>;
  changeName(id: string, name: { given: string; family: string }): Promise<void>;
  /** The password is worth nothing any more: only a recovery by mail opens the account again (R23). */
  requireRecovery(id: string, at: Date): Promise<void>;
}

/** Tells everyone who remembers an account's sessions or relations that they changed. */
export interface AccountChanges {
  announce(account: string): Promise<void>;
}

/** The last two digits, to recognise a number by. */
export function mobileHint({ mobileNumber }: Pick<Account, 'mobileNumber'>): string {
  return mobileNumber.slice(-2);
}
