/** From exact counts to figures that may be seen: of no group under the limit, and of no other group exactly. */
import type { Role, StaffRole } from '../../../../schema/caller.js';
import type { FigureKind, IntervalUnit } from '../../../../schema/figures.js';
import type { FigureCount } from './figure-counts.js';
import type { Rounding } from './rounding.js';

export interface Figure {
  organisation: string;
  start: Date;
  role: Role | StaffRole | null;
  detail: string | null;
  acts: number | null;
  accounts: number | null;
  withheld: boolean;
}

export interface Disclosure {
  of: FigureKind;
  organisation: string;
  unit: IntervalUnit;
  /** First days of the intervals that are over. */
  starts: readonly Date[];
  /** Groups of fewer people are hidden. */
  limit: number;
  rounding: Rounding;
}

/**
 * A line for each interval of each series (a role, with a section or reason) of which something may be seen. Where a
 * series has too few people it is withheld, and that may be nobody at all: that nobody of a group came is about each of
 * them. A series that is hidden throughout is not named.
 */
export function figuresOf(counts: readonly FigureCount[], disclosure: Disclosure): Figure[] {
  const open = counts.filter(({ accounts }) => accounts >= disclosure.limit);
  const series = new Map(open.map((count) => [seriesOf(count), count]));
  const names = [...series.keys()].sort();
  const byPlace = new Map(open.map((count) => [placeOf(count.start, seriesOf(count)), count]));
  return disclosure.starts.flatMap((start) =>
    names.flatMap((name) => {
      const some = series.get(name);
      if (some === undefined) return [];
      const { role, detail } = some;
      const count = byPlace.get(placeOf(start, name));
      return [{ organisation: disclosure.organisation, start, role, detail, ...numbersOf(count, disclosure) }];
    }),
  );
}

function numbersOf(
  count: FigureCount | undefined,
  { of, organisation, unit, limit, rounding }: Disclosure,
): Pick<Figure, 'acts' | 'accounts' | 'withheld'> {
  if (count === undefined) return { acts: null, accounts: null, withheld: true };
  const { start, role, detail } = count;
  const cell = [of, organisation, unit, start.toISOString(), role, detail];
  const [acts = 0, accounts = 0] = rounding.round([count.acts, count.accounts], limit, cell);
  return { acts, accounts, withheld: false };
}

function seriesOf({ role, detail }: Pick<FigureCount, 'role' | 'detail'>): string {
  return `${role ?? ''} ${detail ?? ''}`;
}

function placeOf(start: Date, series: string): string {
  return `${start.getTime()} ${series}`;
}
