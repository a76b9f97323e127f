/** A second factor beside the SMS code: an authenticator app (RFC 6238) or a passkey (WebAuthn). */
import { DomainError } from '../../../domain-error.js';

export const SECOND_FACTOR_KINDS = ['TOTP', 'PASSKEY'] as const;
export type SecondFactorKind = (typeof SECOND_FACTOR_KINDS)[number];

export const MOST_FACTORS = 10;
/** One that was begun is shown to work within so long. */
const BEGUN_MS = 10 * 60_000;

interface Factor {
  id: string;
  account: string;
  /** As its holder calls it. */
  name: string;
  createdAt: Date;
  /** Null until it has been shown to work; it opens nothing before. */
  confirmedAt: Date | null;
  lastUsedAt: Date | null;
}

export interface Totp extends Factor {
  kind: 'TOTP';
  /** Base32. */
  secret: string;
}

export interface Passkey extends Factor {
  kind: 'PASSKEY';
  /** The relying party: the host of the portal that it was made for. */
  rpId: string;
  /** Null until it is confirmed. */
  credential: PasskeyCredential | null;
}

export interface PasskeyCredential {
  /** Base64url. */
  id: string;
  /** COSE. */
  publicKey: Buffer;
  /** How often the passkey says it was used; zero for those that do not count. */
  counter: number;
  transports: string[];
}

export type SecondFactor = Totp | Passkey;

/** Each change is one atomic step. */
export interface SecondFactors {
  /** The confirmed ones, the oldest first. */
  ofAccount(account: string): Promise<SecondFactor[]>;
  /** What was begun and not confirmed. */
  findBegun(id: string, account: string): Promise<SecondFactor | null>;
  /** Uses up a code: false when it, or a later one, was used before. */
  useStep(id: string, step: number, at: Date): Promise<boolean>;
  /** False when the count has not gone up: a copy of the passkey was used (WebAuthn §6.1.1). */
  useCounter(id: string, counter: number, at: Date): Promise<boolean>;
}

/** As a step sees them: changed nowhere else. */
export interface SecondFactorsInStep extends SecondFactors {
  /** In place of another of its kind that was begun; false when the account has as many as it may. */
  begin(factor: SecondFactor): Promise<boolean>;
  /** @param step of the code that confirmed it: not good again. False when it is not, or no longer, awaited. */
  confirmTotp(id: string, step: number, at: Date): Promise<boolean>;
  /** False as well when the credential is known already. */
  confirmPasskey(id: string, name: string, credential: PasskeyCredential, at: Date): Promise<boolean>;
  /** The kind of what was removed; null when the account has no such factor. */
  remove(id: string, account: string): Promise<SecondFactorKind | null>;
  /** How many there were. */
  removeAll(account: string): Promise<number>;
}

/** Whether there is still time to confirm it. */
export function isAwaited({ createdAt }: Factor, now: Date): boolean {
  return now.getTime() < createdAt.getTime() + BEGUN_MS;
}

const LONGEST_NAME = 60;

/** What its holder calls it. @throws DomainError BAD_INPUT. */
export function factorName(given: string): string {
  const name = given.trim().normalize('NFC');
  if (name.length === 0 || name.length > LONGEST_NAME || /\p{C}/u.test(name)) {
    throw new DomainError('BAD_INPUT', { fields: ['name'] });
  }
  return name;
}
