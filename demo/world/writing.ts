/** What it takes to write one client's dossier down as rows of the demo ECD. */
import type { Calendar } from './calendar.js';
import type { Numbering } from './numbering.js';
import type { Place } from './place-rows.js';
import type { RowBook } from './row-book.js';

export interface Writing {
  book: RowBook;
  nextId: Numbering;
  place: Place;
  calendar: Calendar;
}

export function staffId({ organisation, staff }: Place, key: string): number {
  const id = staff[key];
  if (id === undefined) throw new Error(`${key} does not work at ${organisation}`);
  return id;
}
