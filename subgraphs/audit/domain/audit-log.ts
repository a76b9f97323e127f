/** The log as the use cases see it: it takes records and gives them back, and does nothing else to them. */
import type { AuditEvent, AuditEventKind, AuditOutcome } from '../../../schema/audit-event.js';
import type { Role, StaffRole } from '../../../schema/caller.js';
import type { PageRequest } from '../../connection.js';
import type { Span } from './period.js';

/** An event as it stands in the log. The name is null when nobody had signed in, or when the person was forgotten (R18). */
export interface AuditRecord extends Omit<AuditEvent, 'occurredAt'> {
  /** Its place in the log: 1, 2, 3 and so on, without a gap. */
  sequence: string;
  occurredAt: Date;
  recordedAt: Date;
  /** Stands for the account within the organisation, also when the person was forgotten. */
  pseudonym: string | null;
}

export interface Selection {
  /** Records that lie in one of these. */
  spans: OrganisationSpan[];
  client?: string | null;
  account?: string | null;
  kinds?: AuditEventKind[] | null;
  outcome?: AuditOutcome | null;
  roles?: (Role | StaffRole)[] | null;
  reasons?: string[] | null;
  /** About any of these. */
  categories?: string[] | null;
  relation?: string | null;
  session?: string | null;
  trace?: string | null;
  /** Of the log as it was when this was its last record. */
  upTo?: string | null;
  /** These records only. */
  sequences?: string[] | null;
}

export interface OrganisationSpan extends Span {
  /** Null for whichever organisation. */
  organisation: string | null;
}

export interface AuditLog {
  /** How many records there are: the place of the last one. */
  size(): Promise<string>;
  /** Newest first; one more than the page holds when there is more. */
  find(selection: Selection, page: PageRequest): Promise<AuditRecord[]>;
}
