/**
 * What of a record is committed to in the tree. The leaf is JSON in canonical form (RFC 8785) of all that the client may
 * see, and of the rest its salted hash: so a client can check the proof of a record without seeing who exactly looked.
 */
import { hash } from 'node:crypto';
import { hashLeaf } from '../tree/hash.js';
import type { LogRecord } from './log-record.js';

/** What JSON writes in another way. */
const ESCAPED = /["\\\p{Cc}\p{Cs}]/u;

/**
 * The leaf of a record: text of one line, to be hashed as UTF-8. Names stand in the order that the canonical form wants;
 * they are written out, for that takes half the time that JSON.stringify does.
 */
export function leafOf(record: LogRecord): string {
  return (
    `{"action":${json(record.action)},"categories":${JSON.stringify(record.categories)},` +
    `"checks":${checksOf(record)},"client":${json(record.client)},"closed":"${hashOfClosed(record)}",` +
    `"consent":${json(record.consent)},"id":${json(record.id)},"kind":${json(record.kind)},` +
    `"occurredAt":${json(record.occurredAt)},"organisation":${json(record.organisation)},` +
    `"outcome":${json(record.outcome)},"policy":${json(record.policy)},"pseudonym":${json(record.pseudonym)},` +
    `"purpose":${json(record.purpose)},"reason":${json(record.reason)},"recordedAt":${json(record.recordedAt)},` +
    `"relation":${json(record.relation)},"role":${json(record.role)},"sensitivity":${json(record.sensitivity)}}`
  );
}

/** RFC 6962 §2.1. */
export function leafHashOf(record: LogRecord): Buffer {
  return hashLeaf(leafOf(record));
}

function checksOf({ checks }: LogRecord): string {
  if (checks === null) return 'null';
  const { authorisation, consent, emergency, treatmentRelation } = checks;
  return JSON.stringify({ authorisation, consent, emergency, treatmentRelation });
}

/** What neither client nor representative sees. Hexadecimal. */
function hashOfClosed(record: LogRecord): string {
  const closed =
    `{"account":${json(record.account)},"address":${json(record.address)},` +
    `"justification":${json(record.justification)},"object":${json(record.object)},` +
    `"responsible":${json(record.responsible)},"responsibleRole":${json(record.responsibleRole)},` +
    `"sealedName":${json(record.sealedName)},"search":${canonical(record.search)},` +
    `"session":${json(record.session)},"source":${json(record.source)},"trace":${json(record.trace)}}`;
  return hash('sha256', Buffer.concat([Buffer.from(record.salt, 'base64'), Buffer.from(closed)]), 'hex');
}

/** Whoever verifies a record brings whatever stands there: what is no text must not pass for one. */
function json(text: unknown): string {
  return typeof text !== 'string' || ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`;
}

/** Names by UTF-16 code units, RFC 8785 §3.2.3; written out, for an object of ours puts names that are numbers first. */
function canonical(search: LogRecord['search']): string {
  if (search === null) return 'null';
  const members = Object.entries(search).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`;
}
