/** What FHIRPath found, as one of the kinds of value that we know; null when it is none of the kind. */
import { inWords } from './in-words.js';
import type { ElementKind, ElementValues } from './mapping.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** An instant, or a dateTime with a time of day and a zone: without a zone nobody knows when it was. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
/** Of a reference in any of its spellings (relative, absolute, with a version) the type and id. */
const REFERENCE = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

type Readers = { [K in ElementKind]: (found: unknown[]) => ElementValues[K] | null };

const READERS: Readers = {
  text: (found) => texts(found)[0] ?? null,
  texts: (found) => texts(found),
  moment: ([first]) => momentOf(first),
  day: ([first]) => (typeof first === 'string' && DAY.test(first) && exists(first) ? first : null),
  number: ([first]) => (typeof first === 'number' && Number.isFinite(first) ? first : null),
  flag: ([first]) => (typeof first === 'boolean' ? first : null),
  reference: (found) => references(found)[0] ?? null,
  references: (found) => references(found),
  tokens: (found) =>
    found.flatMap((coding) => {
      const { system, code } = (coding ?? {}) as { system?: unknown; code?: unknown };
      return typeof system === 'string' && typeof code === 'string' ? [`${system}|${code}`] : [];
    }),
  words: (found) => found.flatMap((value) => inWords(value) ?? []),
  parts: (found) => found.filter((part) => typeof part === 'object' && part !== null),
};

export function elementValue<K extends ElementKind>(kind: K, found: unknown[]): ElementValues[K] | null {
  return READERS[kind](found);
}

function texts(found: unknown[]): string[] {
  return found.flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []));
}

function references(found: unknown[]): string[] {
  return texts(found).flatMap((text) => {
    const [, type, id] = REFERENCE.exec(text) ?? [];
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
  if (Number.isNaN(moment.getTime())) return null;
  return `${moment.toISOString().slice(0, 19)}.${fraction.slice(1, 7).padEnd(6, '0')}Z`;
}

/** The same of a moment of our own. */
export function momentAt(date: Date): string {
  return date.toISOString().replace('Z', '000Z');
}

/** `Date` makes a second of March of the thirtieth of February. */
function exists(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
