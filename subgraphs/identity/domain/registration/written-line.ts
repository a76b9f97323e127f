/** Lines that people write down about a registration: short, in one piece, and of signs that can be read. */
import { DomainError } from '../../../domain-error.js';

/** The name of a person. @throws DomainError BAD_INPUT. */
export function nameOf(text: string, field: string): string {
  const name = parseLine(text, 1, 120);
  return name === null || /[\d@<>]/.test(name) ? refuse(field) : name;
}

/** Where it is written down, such as an order of the court by its number. @throws DomainError BAD_INPUT. */
export function evidenceOf(text: string, field = 'evidence'): string {
  return parseLine(text, 3, 200) ?? refuse(field);
}

/** An id in the ECD. @throws DomainError BAD_INPUT. */
export function referenceOf(text: string, field: string): string {
  return parseLine(text, 1, 64) ?? refuse(field);
}

function parseLine(text: string, shortest: number, longest: number): string | null {
  const line = text.trim().normalize('NFC');
  return line.length < shortest || line.length > longest || /\p{C}/u.test(line) ? null : line;
}

function refuse(field: string): never {
  throw new DomainError('BAD_INPUT', { fields: [field] });
}
