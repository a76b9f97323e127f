/**
 * The log is read from the newest record on, and a page is mostly found in the latest months: so it is looked for in
 * these first, and further back in wider windows. What is planned and searched stays small, however long the log is.
 */

/** From, inclusive, until, exclusive; null: without end. */
export interface Window {
  from: Date | null;
  until: Date | null;
}

/** Months that each window goes further back than the one before; after the last all that is left. */
const MONTHS = [2, 10, 24];

/** From whole months to whole months, as the rooms of the log are; the first goes on without end. */
export function* windowsBackFrom(moment: Date): Generator<Window> {
  let until: Date | null = null;
  for (const months of MONTHS) {
    const from = monthsBefore(until ?? startOfNextMonth(moment), months);
    yield { from, until };
    until = from;
  }
  yield { from: null, until };
}

function startOfNextMonth(moment: Date): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1));
}

function monthsBefore(moment: Date, months: number): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() - months));
}
