/** From exact counts to figures that may be seen: of no group under the limit, and of no other group exactly. */
import type { Role, StaffRole } from '../../../../schema/caller.js';
import type { FigureKind, IntervalUnit } from '../../../../schema/figures.js';
import { Detail } from './detail.js';
import type { FigureCount } from './figure-counts.js';
import type { Rounding, SeriesRounding } from './rounding.js';

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
  /** First days of the intervals of which figures are asked. */
  starts: readonly Date[];
  /** Groups of fewer people are hidden. */
  limit: number;
  rounding: Rounding;
}

/**
 * A line for each interval of each series (a role, with a section or reason) of which something may be seen. Where it
 * has too few people it is withheld, and that may be nobody at all: that nobody of a group came is about each of them. A
 * series that is hidden throughout is not named.
 */
export function figuresOf(counts: readonly FigureCount[], disclosure: Disclosure): Figure[] {
  const { of, organisation, unit, limit, starts, rounding } = disclosure;
  const named = [...seriesOf(counts).values()].flatMap((series) => {
    const open = openOf(series, disclosure);
    const [some] = open.values();
    if (some === undefined) return [];
    const { role, detail } = some;
    return [{ role, detail, open, rounding: rounding.of([of, organisation, unit, role, detail]) }];
  });
  return starts.flatMap((start) =>
    named.map(({ role, detail, open, rounding }) => ({
      ...{ organisation, start, role, detail },
      ...numbersOf(open.get(start.getTime()), limit, rounding),
    })),
  );
}

/** Of one series what may be seen, by first day. */
function openOf(series: readonly FigureCount[], { unit, starts, limit }: Disclosure): ReadonlyMap<number, FigureCount> {
  const crowds = { day: new Map<number, number>(), week: new Map<number, number>(), month: new Map<number, number>() };
  for (const count of series) crowds[count.unit].set(count.start.getTime(), count.accounts);
  const detail = new Detail(crowds, limit);
  const asked = new Set(starts.map((start) => start.getTime()).filter((start) => detail.isOpen(unit, start)));
  const open = series.filter((count) => count.unit === unit && asked.has(count.start.getTime()));
  return new Map(open.map((count) => [count.start.getTime(), count]));
}

function numbersOf(
  count: FigureCount | undefined,
  limit: number,
  rounding: SeriesRounding,
): Pick<Figure, 'acts' | 'accounts' | 'withheld'> {
  if (count === undefined) return { acts: null, accounts: null, withheld: true };
  const [acts = 0, accounts = 0] = rounding.round([count.acts, count.accounts], limit, count.start);
  return { acts, accounts, withheld: false };
}

/** In an order that says nothing. */
function seriesOf(counts: readonly FigureCount[]): ReadonlyMap<string, FigureCount[]> {
  const series = new Map<string, FigureCount[]>();
  for (const count of counts) {
    const name = `${count.role ?? ''} ${count.detail ?? ''}`;
    const known = series.get(name);
    if (known === undefined) series.set(name, [count]);
    else known.push(count);
  }
  return new Map([...series].sort(([one], [other]) => (one < other ? -1 : 1)));
}
