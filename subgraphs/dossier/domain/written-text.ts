import { DomainError } from '../../domain-error.js';

/** Line breaks and tabs are all that writing needs of the control characters; what Unicode has yet to name may be an emoji. */
const UNWANTED = /[^\P{Cc}\n\t]|[\p{Cs}\p{Co}\p{Noncharacter_Code_Point}]|[\u2028-\u202e\u2066-\u2069]/u;
/** What is seen, or at least not blank: not only spaces, joiners and other signs without a shape. */
const SEEN = /[^\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\s]/u;

/**
 * What somebody wrote, as it is kept: without the space around it, in one form of Unicode. Characters that steer a
 * screen, or the direction in which it writes, are refused and not taken out: nobody gets another text than was sent.
 * @throws DomainError BAD_INPUT naming the field.
 */
export function writtenText(written: string, field: string, longest: number): string {
  const text = written.replace(/\r\n?/g, '\n').trim().normalize('NFC');
  if (!SEEN.test(text) || text.length > longest || UNWANTED.test(text))
    throw new DomainError('BAD_INPUT', { fields: [field] });
  return text;
}

/** The same on one line. @throws DomainError BAD_INPUT naming the field. */
export function writtenLine(written: string, field: string, longest: number): string {
  const text = writtenText(written, field, longest);
  if (/[\n\t]/.test(text)) throw new DomainError('BAD_INPUT', { fields: [field] });
  return text;
}
