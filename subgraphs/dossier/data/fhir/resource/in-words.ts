/** A value of whatever FHIR type as a Dutch reader would say it; null for what has no words (a picture, a signature). */

interface Named {
  text?: unknown;
  display?: unknown;
  coding?: unknown;
}

interface Measured {
  value?: unknown;
  comparator?: unknown;
  unit?: unknown;
  code?: unknown;
}

export function inWords(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return value.trim() || null;
    case 'boolean':
      return value ? 'ja' : 'nee';
    case 'number':
      return inDutch(value);
    case 'object':
      return value === null ? null : (named(value) ?? measured(value));
    default:
      return null;
  }
}

/** CodeableConcept, Coding, Reference: the words that the author chose, else those of the code list; a bare code says nothing. */
function named({ text, display, coding }: Named): string | null {
  const displays = Array.isArray(coding) ? coding.map((code) => (code as Named | null)?.display) : [];
  return [text, display, ...displays].map(wordsIn).find((words) => words !== null) ?? null;
}

/** Quantity: with the unit as people write it. */
function measured({ value, comparator, unit, code }: Measured): string | null {
  if (typeof value !== 'number') return null;
  return [wordsIn(comparator), inDutch(value), wordsIn(unit) ?? wordsIn(code)]
    .filter((words) => words !== null)
    .join(' ');
}

function wordsIn(value: unknown): string | null {
  return typeof value === 'string' ? value.trim() || null : null;
}

/** With a comma, and nothing that tells thousands apart: it may be a year. */
function inDutch(value: number): string | null {
  return Number.isFinite(value) ? String(value).replace('.', ',') : null;
}
