import type { Organisations } from '../../../../organisations/policy.js';
import type { FigureKind, IntervalUnit } from '../../../../schema/figures.js';
import { dayOf, firstDays, wholeIntervals, type Interval, type Period } from '../period.js';
import { staffScope, type Occasion, type Scope } from '../staff-scope.js';
import { settledFrom, surroundingsOf } from './detail.js';
import { figuresOf, type Figure } from './figure.js';
import type { FigureCounts } from './figure-counts.js';
import type { Rounding } from './rounding.js';

/** Enough for a year of days. */
const MOST_INTERVALS = 366;
const FINE = ['day', 'week'] as const;

export interface FigureNeeds {
  counts: FigureCounts;
  organisations: Organisations;
  rounding: Rounding;
}

export interface FigureCriteria {
  of: FigureKind;
  period: Period;
  unit: IntervalUnit;
  organisation?: string | null;
}

export interface Figures {
  /** All that was recorded up to then is counted; null when nothing was. */
  asOf: Date | null;
  figures: Figure[];
}

/**
 * How the portal is used (V32, R30), for who reports or audits in an organisation. Only of months that are over,
 * and of the weeks and days in them: of what goes on, asking before and after somebody came would tell what they did.
 * @throws DomainError ACCESS_REFUSED, BAD_INPUT.
 */
export async function readFigures(
  needs: FigureNeeds,
  occasion: Occasion & { now: Date },
  { of, period, unit, organisation }: FigureCriteria,
): Promise<Figures> {
  const scopes = staffScope(occasion, needs.organisations, {
    roles: ['REPORTER', 'AUDITOR'],
    kind: 'FIGURES_READ',
    category: 'FIGURES',
    organisation,
  });
  const asked = scopes.map((scope) => ({
    scope,
    interval: wholeIntervals(period, unit, scope.policy.timeZone, MOST_INTERVALS),
  }));
  for (const { scope, interval } of asked) note(occasion, scope, { of, by: unit }, interval);
  const { asOf, isAll } = await needs.counts.catchUp();
  // while much of the log waits to be counted, as at a rebuild, no month is over that is not counted to its end
  const counted = isAll ? occasion.now : (asOf ?? new Date(0));
  const figures = asked.map(async ({ scope: { policy }, interval }) => {
    const { id, timeZone, smallGroupLimit: limit } = policy;
    const today = dayOf(counted, timeZone);
    const starts = firstDays(interval, unit, timeZone).filter((start) => settledFrom(unit, start) <= today);
    const [first, last] = [starts[0], starts.at(-1)];
    if (first === undefined || last === undefined) return [];
    const depending =
      unit === 'month' ? { units: [unit], first, last } : { units: FINE, ...surroundingsOf(first, last) };
    const counts = await needs.counts.count({ of, organisation: id, ...depending });
    return figuresOf(counts, { of, organisation: id, unit, starts, limit, rounding: needs.rounding });
  });
  return { asOf, figures: (await Promise.all(figures)).flat() };
}

function note(
  { ledger }: Occasion,
  { policy, role }: Scope,
  search: { of: FigureKind; by: IntervalUnit },
  { from, until }: Interval,
): void {
  ledger.add({
    kind: 'FIGURES_READ',
    action: 'R',
    organisation: policy.id,
    role,
    categories: ['FIGURES'],
    search: { ...search, from: from.toISOString(), until: until.toISOString() },
  });
}
