/** The log as the use cases see it: it takes records and gives them back, and does nothing else to them. */
import type { AuditEvent, AuditEventKind, AuditOutcome } from '../../../schema/audit-event.js';
import type { PageRequest } from '../../connection.js';
import type { Span } from './period.js';

/** An event as it stands in the log. The name is null when nobody had signed in, or when the person was forgotten (R18). */
export interface AuditRecord extends Omit<AuditEvent, 'occurredAt'> {
  /** Its place in the log: 1, 2, 3 and so on, without a gap. */
  sequence: string;
  occurredAt: Date;
  recordedAt: Date;
}

export interface Selection {
  /** Records that lie in one of these. */
  spans: OrganisationSpan[];
  client?: string | null;
  account?: string | null;
  kinds?: AuditEventKind[] | null;
  outcome?: AuditOutcome | null;
}

export interface OrganisationSpan extends Span {
  /** Null for whichever organisation. */
  organisation: string | null;
}

export interface AuditLog {
  /** Newest first; one more than the page holds when there is more. */
  find(selection: Selection, page: PageRequest): Promise<AuditRecord[]>;
}
