/** Figures of use as they travel from audit to the gateway, and from there to reporting tools and spreadsheets (V32, R30). */
import type { Role, StaffRole } from './caller.js';

/** What is counted: sign-ins, accounts that were active, looks at sections, refusals by reason. */
export const FIGURE_KINDS = ['SIGN_INS', 'ACCOUNTS', 'SECTIONS', 'REFUSALS'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/** Over what is counted; weeks begin on Monday (ISO 8601). */
export const INTERVAL_UNITS = ['day', 'week', 'month'] as const;
export type IntervalUnit = (typeof INTERVAL_UNITS)[number];

export interface FigureQuestion {
  of: FigureKind;
  /** Days, `yyyy-mm-dd`, the last one included. */
  start: string;
  end: string;
  by: IntervalUnit;
  organisation: string | null;
}

export interface FigureLine {
  /** First day of the interval. */
  start: string;
  organisation: string;
  role: Role | StaffRole | null;
  /** Of SECTIONS the section, of REFUSALS the code. */
  detail: string | null;
  /** How often; null when withheld. */
  acts: number | null;
  accounts: number | null;
  withheld: boolean;
}

export interface FigureTable {
  /** All that was recorded up to then is counted; null when nothing was. */
  asOf: string | null;
  lines: FigureLine[];
}
