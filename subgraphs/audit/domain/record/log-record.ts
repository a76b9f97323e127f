import type { AuditEvent } from '../../../../schema/audit-event.js';

/**
 * A record as it was put in the log: what happened, and what the log itself adds. It never changes, so neither does its
 * leaf in the tree. The name is in it only sealed with a key of that person's own: without the key it says nothing (R18).
 */
export interface LogRecord extends Omit<AuditEvent, 'accountName'> {
  /** When it was put on the log, ISO 8601, UTC. */
  recordedAt: string;
  /** Stands for the account within one organisation: the same there in every record, another elsewhere. */
  pseudonym: string | null;
  /** Base64. */
  sealedName: string | null;
  /** Base64, 16 random bytes: without them nobody can guess from its hash what the closed part says. */
  salt: string;
}
