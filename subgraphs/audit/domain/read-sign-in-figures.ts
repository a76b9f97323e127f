import type { Organisations } from '../../../organisations/policy.js';
import type { Role, StaffRole } from '../../../schema/caller.js';
import { wholeIntervals, type Interval, type IntervalUnit, type Period } from './period.js';
import { staffScope, type Occasion, type Scope } from './staff-scope.js';

/** Enough for a year of days. */
const MOST_INTERVALS = 366;

export interface SignInCount {
  /** First day of the interval, as midnight UTC. */
  start: Date;
  role: Role | StaffRole | null;
  signIns: number;
  accounts: number;
}

export interface CountRequest extends Interval {
  organisation: string;
  unit: IntervalUnit;
  /** In which the days are counted. */
  timeZone: string;
}

export interface SignInCounts {
  /** Successful sign-ins by interval and role, in order of time. */
  count(request: CountRequest): Promise<SignInCount[]>;
}

export interface SignInFigure {
  organisation: string;
  start: Date;
  role: Role | StaffRole | null;
  signIns: number | null;
  accounts: number | null;
  withheld: boolean;
}

export interface FigureCriteria {
  period: Period;
  unit: IntervalUnit;
  organisation?: string | null;
}

/**
 * How often people signed in (V32, R30), for who reports or audits in an organisation. Figures over fewer people than
 * its small-group limit are withheld, and the others rounded to multiples of it: else the figure of a week less those of
 * six of its days would tell the seventh.
 * @throws DomainError ACCESS_REFUSED, BAD_INPUT.
 */
export async function readSignInFigures(
  needs: { counts: SignInCounts; organisations: Organisations },
  occasion: Occasion,
  { period, unit, organisation }: FigureCriteria,
): Promise<SignInFigure[]> {
  const scopes = staffScope(occasion, needs.organisations, {
    roles: ['REPORTER', 'AUDITOR'],
    kind: 'FIGURES_READ',
    category: 'FIGURES',
    organisation,
  });
  const requests = scopes.map((scope) => ({ scope, interval: intervalsOf(scope, period, unit) }));
  for (const { scope, interval } of requests) {
    occasion.ledger.add({
      kind: 'FIGURES_READ',
      action: 'R',
      organisation: scope.policy.id,
      role: scope.role,
      categories: ['FIGURES'],
      search: { from: interval.from.toISOString(), until: interval.until.toISOString(), by: unit },
    });
  }
  const figures = requests.map(async ({ scope: { policy }, interval }) => {
    const counts = await needs.counts.count({ organisation: policy.id, ...interval, unit, timeZone: policy.timeZone });
    return counts.map((count) => figureOf(count, policy.id, policy.smallGroupLimit));
  });
  return (await Promise.all(figures)).flat();
}

function intervalsOf({ policy }: Scope, period: Period, unit: IntervalUnit): Interval {
  return wholeIntervals(period, unit, policy.timeZone, MOST_INTERVALS);
}

function figureOf({ start, role, signIns, accounts }: SignInCount, organisation: string, limit: number): SignInFigure {
  const withheld = accounts < limit;
  return {
    organisation,
    start,
    role,
    signIns: withheld ? null : rounded(signIns, limit),
    accounts: withheld ? null : rounded(accounts, limit),
    withheld,
  };
}

function rounded(count: number, unit: number): number {
  return Math.round(count / unit) * unit;
}
