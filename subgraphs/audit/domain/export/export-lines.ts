/**
 * An export of the log as NDJSON: a header, a line for each record in order of sequence, and a last line that says how
 * many there were and signs for them. A file without its last line broke off: it can be resumed after the last record.
 */
import type { AuditEventKind, AuditOutcome } from '../../../../schema/audit-event.js';
import type { LogRecord } from '../record/log-record.js';

/** Which records of the organisation; what is not there was not asked. */
export interface ExportFilter {
  client?: string;
  account?: string;
  kinds?: AuditEventKind[];
  outcome?: AuditOutcome;
}

/** The first line. */
export interface ExportHeader {
  /** The log's origin, as its checkpoints name it. */
  log: string;
  organisation: string;
  /** Of `occurredAt`: moments, ISO 8601, UTC; up to but without `until`. Null is open. */
  from: string | null;
  until: string | null;
  filter: ExportFilter;
  /** Only records behind this sequence number; 0 for all of them. */
  after: number;
  /** Of the log when the export began: later records are not in it. */
  size: number;
}

export interface ExportLine {
  /** Its place in the log; its leaf in the tree is number sequence − 1. */
  sequence: number;
  /** The sequence number of the line before it; of the first line `after` of the header. */
  previous: number;
  /** Base64: the leaf hash as the tree holds it (RFC 6962 §2.1). It is that of `record`, unless the record was changed. */
  leaf: string;
  record: LogRecord;
  /** The name behind the account, opened for the log manager; null when there is none or the person was forgotten (R18). */
  name: string | null;
}

/** The last line. */
export interface ExportEnd {
  /** Records in this export. */
  count: number;
  /** The sequence number of the last of them; `after` of the header when there are none. */
  last: number;
  /** The latest checkpoint that was signed when the export ended: a signed note; null when there was none yet. */
  checkpoint: string | null;
  /** A signed note over `exportStatement`. */
  note: string;
}

/**
 * What the log signs for: the header, how many records, the last of them, and the root of a tree over their leaves in the
 * order of the lines. Its first line is not that of a checkpoint, so neither passes for the other.
 */
export function exportStatement(
  header: ExportHeader,
  { count, last }: Pick<ExportEnd, 'count' | 'last'>,
  root: Buffer,
) {
  return `${header.log}/export\n${count}\n${root.toString('base64')}\nlast ${last}\nheader ${headerText(header)}\n`;
}

/** The header as it stands in the first line, its names in this order. */
export function headerText({ log, organisation, from, until, filter, after, size }: ExportHeader): string {
  const { client, account, kinds, outcome } = filter;
  return JSON.stringify({
    log,
    organisation,
    from,
    until,
    filter: { client, account, kinds, outcome },
    after,
    size,
  });
}
