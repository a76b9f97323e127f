import { DomainError } from '../../domain-error.js';

/** Line breaks and tabs are all that writing needs of the control characters. */
const UNWANTED = /[^\P{Cc}\n\t]|[\p{Cs}\p{Co}\p{Cn}]|[\u202a-\u202e\u2066-\u2069]/u;

/**
 * What somebody wrote, as it is kept: without the space around it, in one form of Unicode. Characters that steer a
 * screen, or the direction in which it writes, are refused and not taken out: nobody gets another text than was sent.
 * @throws DomainError BAD_INPUT naming the field.
 */
export function writtenText(written: string, field: string, longest: number): string {
  const text = written.replace(/\r\n?/g, '\n').trim().normalize('NFC');
  if (text === '' || text.length > longest || UNWANTED.test(text))
    throw new DomainError('BAD_INPUT', { fields: [field] });
  return text;
}

/** The same on one line. @throws DomainError BAD_INPUT naming the field. */
export function writtenLine(written: string, field: string, longest: number): string {
  const text = writtenText(written, field, longest);
  if (/[\n\t]/.test(text)) throw new DomainError('BAD_INPUT', { fields: [field] });
  return text;
}
