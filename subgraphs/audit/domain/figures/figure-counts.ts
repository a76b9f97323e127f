/** Counts as they are kept beside the log, exact: no use case lets them out as they are. */
import type { Role, StaffRole } from '../../../../schema/caller.js';
import type { FigureKind, IntervalUnit } from '../../../../schema/figures.js';

export interface FigureCount {
  unit: IntervalUnit;
  /** First day of the interval, as midnight UTC. */
  start: Date;
  role: Role | StaffRole | null;
  /** Of SECTIONS the section, of REFUSALS the code. */
  detail: string | null;
  acts: number;
  accounts: number;
}

export interface CountRequest {
  of: FigureKind;
  organisation: string;
  units: readonly IntervalUnit[];
  /** Of intervals that begin on these days, or between them. */
  first: Date;
  last: Date;
}

export interface Counted {
  /** All that was recorded up to then is counted; null when nothing is. */
  asOf: Date | null;
  /** Nothing waits to be counted of what was recorded when it was asked. */
  isAll: boolean;
}

export interface FigureCounts {
  /** Counts what has just been recorded too, unless there is much of it. */
  catchUp(): Promise<Counted>;
  count(request: CountRequest): Promise<FigureCount[]>;
}
