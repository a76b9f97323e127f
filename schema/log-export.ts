/** A copy of the log for its manager, made page by page: what the gateway asks audit, and what it is told. */
import type { AuditEventKind, AuditOutcome } from './audit-event.js';

export const LOG_EXPORT_FORMATS = ['NDJSON', 'CSV', 'FHIR'] as const;
export type LogExportFormat = (typeof LOG_EXPORT_FORMATS)[number];

export interface LogExportRequest {
  format: LogExportFormat;
  /** Null when the caller is log manager of only one. */
  organisation: string | null;
  /** Calendar days, `YYYY-MM-DD`, the last one included; null is open. */
  from: string | null;
  until: string | null;
  client: string | null;
  account: string | null;
  kinds: AuditEventKind[] | null;
  outcome: AuditOutcome | null;
  /** To go on behind this sequence number; 0 to begin with the first. */
  after: number;
  /** To end where an export ended that broke off: its `size`; null for the log as it is now. */
  upTo: number | null;
}

/** To begin, to go on, or to say that nobody waits for the rest. */
export type LogExportStep = { begin: LogExportRequest } | { next: string } | { brokenOff: string };

export interface LogExportOpening {
  /** Media type, and a name for the file. */
  type: string;
  name: string;
  /** Records that will follow; about so many when it is an estimate. */
  total: number;
  isEstimate: boolean;
  /** Of the log when the export began: later records are not in it. */
  size: number;
  /** What the file begins with. */
  head: string;
  /** To go on with; sealed, it says nothing to who carries it. */
  next: string;
}

export interface LogExportPage {
  /** Whole lines; possibly none. */
  text: string;
  /** Null: this was the last. */
  next: string | null;
}
