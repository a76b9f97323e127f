import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { AuditEvent } from '../../../schema/audit-event.js';
import type { LogRecord } from '../domain/record/log-record.js';
import { Pseudonyms } from '../domain/record/pseudonym.js';
import { PersonNames } from './person-names.js';

const SALT_BYTES = 16;

/** Makes records of events. */
export class RecordMaker {
  private readonly pseudonyms: Pseudonyms;

  constructor(
    key: Buffer,
    private readonly names = new PersonNames(key),
  ) {
    this.pseudonyms = new Pseudonyms(key);
  }

  async make(database: Pick<EntityManager, 'query'>, events: readonly AuditEvent[], at: Date): Promise<LogRecord[]> {
    const named = events.flatMap(({ account, accountName: name }) =>
      account === null || name === null ? [] : [{ account, name }],
    );
    const sealed = await this.names.sealing(database, named);
    const recordedAt = at.toISOString();
    const salts = randomBytes(SALT_BYTES * events.length);
    return events.map(({ accountName, ...event }, index) => ({
      ...event,
      id: event.id.toLowerCase(),
      occurredAt: new Date(event.occurredAt).toISOString(),
      recordedAt,
      pseudonym: event.account === null ? null : this.pseudonyms.of(event.organisation, event.account),
      sealedName: sealed(event.account, accountName),
      salt: salts.toString('base64', index * SALT_BYTES, (index + 1) * SALT_BYTES),
    }));
  }
}
