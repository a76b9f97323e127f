/** What is known of a person when an account is opened for them (V28, R11): this and nothing more. */
import type { Language } from '../../../../schema/caller.js';
import { DomainError } from '../../../domain-error.js';
import { parseMobileNumber } from '../mobile-number.js';

export interface PersonDetails {
  given: string;
  family: string;
  /** Lower case. */
  email: string;
  /** `+316…`. */
  mobileNumber: string;
  language: Language;
}

const LONGEST_NAME = 100;
const LONGEST_EMAIL = 254;
const EMAIL = /^[^\s\p{C}@"(),:;<>[\\\]]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}{2,}$/u;

/** As it was typed → as it is kept. @throws DomainError BAD_INPUT naming every field that cannot be right. */
export function personDetails(typed: {
  given: string;
  family: string;
  email: string;
  mobileNumber: string;
  language?: Language;
}): PersonDetails {
  const details = {
    given: nameOf(typed.given),
    family: nameOf(typed.family),
    email: emailOf(typed.email),
    mobileNumber: parseMobileNumber(typed.mobileNumber),
  };
  const fields = Object.entries(details).flatMap(([field, value]) => (value === null ? [field] : []));
  const { given, family, email, mobileNumber } = details;
  if (given === null || family === null || email === null || mobileNumber === null) {
    throw new DomainError('BAD_INPUT', { fields });
  }
  return { given, family, email, mobileNumber, language: typed.language ?? 'nl' };
}

/** A name as it is kept, or null when it is none. */
export function nameOf(text: string): string | null {
  const name = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  return name === '' || name.length > LONGEST_NAME || /[\p{C}\d@<>]/u.test(name) ? null : name;
}

/** The address as it is kept, or null when it is none. */
export function emailOf(text: string): string | null {
  const email = text.normalize('NFC').trim().toLowerCase();
  return email.length <= LONGEST_EMAIL && EMAIL.test(email) ? email : null;
}
