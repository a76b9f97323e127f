import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { AuditEvent } from '../../../schema/audit-event.js';
import { Pseudonyms } from '../domain/record/pseudonym.js';
import { entryOf, type LogEntry } from './log-entry.js';
import { PersonNames } from './person-names.js';

const SALT_BYTES = 16;

/** Makes records of events, in the one form that ids and moments have in the log. */
export class RecordMaker {
  private readonly pseudonyms: Pseudonyms;

  constructor(
    key: Buffer,
    private readonly names = new PersonNames(key),
  ) {
    this.pseudonyms = new Pseudonyms(key);
  }

  /** @throws RangeError when an event holds what no log can: a moment that is none, half a character. */
  async make(database: DataSource, events: readonly AuditEvent[], at: Date): Promise<LogEntry[]> {
    await this.names.seal(database, events);
    const recordedAt = at.toISOString();
    const salts = randomBytes(SALT_BYTES * events.length);
    return events.map((event, index) =>
      entryOf(
        // three times faster than spreading; the plain name goes no further than entryOf
        Object.assign({}, event, {
          id: event.id.toLowerCase(),
          occurredAt: new Date(event.occurredAt).toISOString(),
          recordedAt,
          pseudonym: event.account === null ? null : this.pseudonyms.of(event.organisation, event.account),
          sealedName: this.names.sealed(event),
          salt: salts.toString('base64', index * SALT_BYTES, (index + 1) * SALT_BYTES),
        }),
      ),
    );
  }
}
