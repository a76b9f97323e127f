/** What FHIRPath found, as one of the kinds of value that we know; null when it is none of the kind. */
import { inWords } from './in-words.js';
import type { ElementKind, ElementValues } from '../mapping/mapping.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** An instant, or a dateTime with a time of day and a zone: without a zone nobody knows when it was. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
/** Of a relative reference, with a version or without, the type and id. */
const REFERENCE = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

type Readers = { [K in ElementKind]: (found: unknown[], base: string) => ElementValues[K] | null };

const READERS: Readers = {
  text: (found) => texts(found)[0] ?? null,
  texts: (found) => texts(found),
  moment: ([first]) => momentOf(first),
  day: ([first]) => (typeof first === 'string' && DAY.test(first) && exists(first) ? first : null),
  number: ([first]) => (typeof first === 'number' && Number.isFinite(first) ? first : null),
  flag: ([first]) => (typeof first === 'boolean' ? first : null),
  reference: (found, base) => references(found, base)[0] ?? null,
  references,
  tokens: (found) =>
    found.flatMap((coding) => {
      const { system, code } = (coding ?? {}) as { system?: unknown; code?: unknown };
      return typeof system === 'string' && typeof code === 'string' ? [`${system}|${code}`] : [];
    }),
  words: (found) => found.flatMap((value) => inWords(value) ?? []),
  parts: (found) => found.filter((part) => typeof part === 'object' && part !== null),
};

/** @param base address of the server that it was found on. */
export function elementValue<K extends ElementKind>(kind: K, found: unknown[], base: string): ElementValues[K] | null {
  return READERS[kind](found, base);
}

function texts(found: unknown[]): string[] {
  return found.flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []));
}

/** An absolute reference counts when it is to the server itself: another server's Patient/1 is somebody else. */
function references(found: unknown[], base: string): string[] {
  return texts(found).flatMap((text) => {
    const [, type, id] = REFERENCE.exec(text.startsWith(`${base}/`) ? text.slice(base.length + 1) : text) ?? [];
    return type !== undefined && id !== undefined ? [`${type}/${id}`] : [];
  });
}

/** To the microsecond, always: as text moments then sort as they are, and what a `Date` would round off keeps its place. */
export function momentOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const parts = MOMENT.exec(value);
  if (parts === null || !exists(value.slice(0, 10))) return null;
  const fraction = parts[2] ?? '';
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime()) || !isWithinYears(moment)) return null;
  return `${moment.toISOString().slice(0, 19)}.${fraction.slice(1, 7).padEnd(6, '0')}Z`;
}

/** The same of a moment of our own; one that is beyond the years of four digits becomes the nearest within them. */
export function momentAt(date: Date): string {
  return withinYears(date).toISOString().replace('Z', '000Z');
}

const FIRST_MOMENT = Date.parse('0001-01-01T00:00:00Z');
const LAST_MOMENT = Date.parse('9999-12-31T23:59:59.999Z');

/** FHIR writes years with four digits, and only those sort as text. */
export function withinYears(date: Date): Date {
  return new Date(Math.min(Math.max(date.getTime(), FIRST_MOMENT), LAST_MOMENT));
}

function isWithinYears(date: Date): boolean {
  return withinYears(date).getTime() === date.getTime();
}

/** `Date` makes a second of March of the thirtieth of February. */
function exists(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
