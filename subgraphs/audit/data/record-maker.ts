import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { AuditEvent } from '../../../schema/audit-event.js';
import type { LogRecord } from '../domain/record/log-record.js';
import { Pseudonyms } from '../domain/record/pseudonym.js';
import { entryOf, type LogEntry } from './log-entry.js';
import { PersonNames } from './person-names.js';

const SALT_BYTES = 16;

/** What the log itself adds to an event. */
type Added = Pick<LogRecord, 'recordedAt' | 'salt' | 'sealedName'>;

/** Makes records of events, in the one form that ids and moments have in the log. */
export class RecordMaker {
  private readonly pseudonyms: Pseudonyms;
  /** The latest moment, as it was given and in our form: in a crowd many happen in one millisecond. */
  private moment = { given: '', inLog: '' };

  constructor(
    key: Buffer,
    private readonly names = new PersonNames(key),
  ) {
    this.pseudonyms = new Pseudonyms(key);
  }

  /** @throws RangeError when an event holds what no log can: a moment that is none, half a character. */
  async make(database: DataSource, events: readonly AuditEvent[], at: Date): Promise<LogEntry[]> {
    const sealedNames = await this.names.seal(database, events);
    const recordedAt = at.toISOString();
    const salts = randomBytes(SALT_BYTES * events.length);
    return events.map((event, index) => {
      const salt = salts.toString('base64', index * SALT_BYTES, (index + 1) * SALT_BYTES);
      return entryOf(this.recordOf(event, { recordedAt, salt, sealedName: sealedNames[index] ?? null }));
    });
  }

  /** Field by field: tens of times faster than spreading an event of that many. */
  private recordOf(event: AuditEvent, { recordedAt, salt, sealedName }: Added): LogRecord {
    const { organisation, account } = event;
    return {
      id: event.id.toLowerCase(),
      recordedAt,
      occurredAt: this.momentOf(event.occurredAt),
      kind: event.kind,
      action: event.action,
      outcome: event.outcome,
      reason: event.reason,
      justification: event.justification,
      organisation,
      account,
      pseudonym: account === null ? null : this.pseudonyms.of(organisation, account),
      sealedName,
      role: event.role,
      relation: event.relation,
      checks: event.checks,
      consent: event.consent,
      responsible: event.responsible,
      responsibleRole: event.responsibleRole,
      session: event.session,
      client: event.client,
      categories: event.categories,
      object: event.object,
      sensitivity: event.sensitivity,
      search: event.search,
      purpose: event.purpose,
      policy: event.policy,
      source: event.source,
      address: event.address,
      trace: event.trace,
      salt,
    };
  }
  private momentOf(given: string): string {
    if (this.moment.given !== given) this.moment = { given, inLog: new Date(given).toISOString() };
    return this.moment.inLog;
  }
}
