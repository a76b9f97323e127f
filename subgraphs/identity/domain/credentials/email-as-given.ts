import { DomainError } from '../../../domain-error.js';

const LONGEST_EMAIL = 254;

/** As addresses are kept. NUL: PostgreSQL has no text with it. @throws DomainError BAD_INPUT for what can be nobody's. */
export function emailAsGiven(text: string): string {
  const email = text.trim().toLowerCase();
  if (email.length > LONGEST_EMAIL || email.includes('\0')) throw new DomainError('BAD_INPUT', { fields: ['email'] });
  return email;
}
