/**
 * What of a record is committed to in the tree. The leaf is JSON in canonical form (RFC 8785) of all that the client may
 * see, and of the rest its salted hash: so a client can check the proof of a record without seeing who exactly looked.
 */
import { createHash } from 'node:crypto';
import { hashLeaf } from '../tree/hash.js';
import type { LogRecord } from './log-record.js';

/** The leaf of a record: text of one line, to be hashed as UTF-8. Names stand in the order that the canonical form wants. */
export function leafOf(record: LogRecord): string {
  return JSON.stringify({
    action: record.action,
    categories: record.categories,
    checks: record.checks && {
      authorisation: record.checks.authorisation,
      consent: record.checks.consent,
      emergency: record.checks.emergency,
      treatmentRelation: record.checks.treatmentRelation,
    },
    client: record.client,
    closed: hashOfClosed(record),
    consent: record.consent,
    id: record.id,
    kind: record.kind,
    occurredAt: record.occurredAt,
    organisation: record.organisation,
    outcome: record.outcome,
    policy: record.policy,
    pseudonym: record.pseudonym,
    purpose: record.purpose,
    reason: record.reason,
    recordedAt: record.recordedAt,
    relation: record.relation,
    role: record.role,
    sensitivity: record.sensitivity,
  });
}

/** RFC 6962 §2.1. */
export function leafHashOf(record: LogRecord): Buffer {
  return hashLeaf(leafOf(record));
}

/** What neither client nor representative sees. Hexadecimal. */
function hashOfClosed(record: LogRecord): string {
  const before = JSON.stringify({
    account: record.account,
    address: record.address,
    justification: record.justification,
    object: record.object,
    responsible: record.responsible,
    responsibleRole: record.responsibleRole,
    sealedName: record.sealedName,
  });
  const after = JSON.stringify({ session: record.session, source: record.source, trace: record.trace });
  const closed = `${before.slice(0, -1)},"search":${canonical(record.search)},${after.slice(1)}`;
  return createHash('sha256').update(Buffer.from(record.salt, 'base64')).update(closed).digest('hex');
}

/** Names by UTF-16 code units, RFC 8785 §3.2.3; written out, for an object of ours puts names that are numbers first. */
function canonical(search: LogRecord['search']): string {
  if (search === null) return 'null';
  const members = Object.entries(search).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
}
