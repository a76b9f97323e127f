/**
 * The log is read from the newest record on, and a page is mostly found in the latest months: so it is looked for in
 * these first, and further back in wider windows. What is planned, locked and searched at once stays small, however long
 * the log is.
 */

export interface Window {
  /** Inclusive; null: without beginning. */
  from: Date | null;
  /** Exclusive; null: without end. */
  until: Date | null;
  /** Whose rooms; null: of whichever organisation. */
  organisations: readonly (string | null)[] | null;
}

/** Months that each window goes further back than the one before; after the last all that is left. */
const MONTHS = [2, 10, 12, 12, 12, 12];

/** From whole months to whole months, as the rooms of the log are; the first goes on without end. */
export function* windowsBackFrom(newest: Date | null): Generator<Window> {
  const moment = new Date(Math.min(newest?.getTime() ?? Infinity, Date.now()));
  let until: Date | null = null;
  for (const months of MONTHS) {
    const from = monthsBefore(until ?? startOfNextMonth(moment), months);
    yield { from, until, organisations: null };
    until = from;
  }
  yield { from: null, until, organisations: null };
}

function startOfNextMonth(moment: Date): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + 1));
}

function monthsBefore(moment: Date, months: number): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() - months));
}
