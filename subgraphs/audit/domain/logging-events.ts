import { randomBytes, randomUUID } from 'node:crypto';
import { ACCESS_MATRIX_VERSION } from '../../../schema/access-matrix.js';
import { NOTHING_CONDITIONAL, type AuditEvent } from '../../../schema/audit-event.js';

/** Start or stop of logging, on the log of each organisation: without it a silence in the log says nothing (NEN 7513). */
export function loggingEvents(
  kind: 'LOGGING_STARTED' | 'LOGGING_STOPPED',
  organisations: Iterable<string>,
  at: Date,
): AuditEvent[] {
  const trace = randomBytes(16).toString('hex');
  return [...organisations].map((organisation) => ({
    id: randomUUID(),
    kind,
    action: 'E',
    outcome: 'OK',
    reason: null,
    justification: null,
    occurredAt: at.toISOString(),
    organisation,
    account: null,
    accountName: null,
    role: null,
    relation: null,
    ...NOTHING_CONDITIONAL,
    session: null,
    client: null,
    categories: [],
    search: null,
    purpose: 'HSYSADMIN',
    policy: ACCESS_MATRIX_VERSION,
    source: 'audit',
    address: null,
    trace,
  }));
}
