import type { DataSource } from 'typeorm';
import type { LogRecord } from '../domain/record/log-record.js';

type Placed = Pick<LogRecord, 'organisation' | 'occurredAt'>;

/** The rooms of the log, one for each month and organisation: made when the first record comes that goes there. */
export class Rooms {
  private readonly made = new Set<string>();

  constructor(private readonly database: Pick<DataSource, 'query'>) {}

  async make(records: readonly Placed[]): Promise<void> {
    for (const record of records) {
      const room = roomOf(record);
      if (this.made.has(room)) continue;
      await this.database.query('SELECT audit_make_room($1, $2)', [record.organisation, record.occurredAt]);
      this.made.add(room);
    }
  }

  /** One of their rooms is no longer there: what was kept long enough has gone. */
  forget(records: readonly Placed[]): void {
    for (const record of records) this.made.delete(roomOf(record));
  }
}

function roomOf({ organisation, occurredAt }: Placed): string {
  return `${occurredAt.slice(0, 'yyyy-mm'.length)} ${organisation ?? '\0'}`;
}
