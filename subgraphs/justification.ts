import { DomainError } from './domain-error.js';

const SHORTEST = 3;
const LONGEST = 200;

/**
 * Why a member of staff did something, in words for the log, which keeps them for years: no number of a person and no
 * address. @throws DomainError BAD_INPUT.
 */
export function justificationOf(reason: string): string {
  const text = reason.trim().normalize('NFC');
  const isPersonal = /@|(\d[ .-]?){8}/.test(text);
  if (text.length < SHORTEST || text.length > LONGEST || /\p{C}/u.test(text) || isPersonal) {
    throw new DomainError('BAD_INPUT', { fields: ['reason'] });
  }
  return text;
}
