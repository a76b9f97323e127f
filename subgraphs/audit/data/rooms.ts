import type { DataSource } from 'typeorm';
import type { AuditEvent } from '../../../schema/audit-event.js';

type Placed = Pick<AuditEvent, 'organisation' | 'occurredAt'>;

/** The rooms of the log, one for each month and organisation: made when the first record comes that goes there. */
export class Rooms {
  private readonly made = new Set<string>();

  constructor(private readonly database: Pick<DataSource, 'query'>) {}

  async make(events: readonly Placed[]): Promise<void> {
    for (const { organisation, occurredAt } of events) {
      const room = JSON.stringify([organisation, occurredAt.slice(0, 'yyyy-mm'.length)]);
      if (this.made.has(room)) continue;
      await this.database.query('SELECT audit_make_room($1, $2)', [organisation, occurredAt]);
      this.made.add(room);
    }
  }
}
