import type { DataSource } from 'typeorm';
import type { PageRequest } from '../../connection.js';
import type { AuditLog, AuditRecord, Selection } from '../domain/audit-log.js';
import { roomsOfClient } from './client-rooms.js';
import { roomsOf, windowsOver, within, type LogRoom } from './log-rooms.js';
import type { PersonNames } from './person-names.js';
import { recordOf, type RecordRow } from './record-columns.js';
import { placesIn, recordsAt, type Place } from './record-places.js';
import { isGone } from './sql-state.js';

type Row = RecordRow & { sealed_key: Buffer | null };

export class SqlAuditLog implements AuditLog {
  constructor(
    private readonly database: Pick<DataSource, 'query'>,
    private readonly names: PersonNames,
  ) {}

  async size(): Promise<string> {
    const [row] = await this.database.query<{ last: string }[]>('SELECT max(last) AS last FROM audit_batch');
    return row?.last ?? '0';
  }

  /** A room that was kept long enough may go while it is read: then once more, without it. */
  async find(selection: Selection, page: PageRequest): Promise<AuditRecord[]> {
    try {
      return await this.findNow(selection, page);
    } catch (error) {
      if (!isGone(error)) throw error;
      return this.findNow(selection, page);
    }
  }

  private async findNow(selection: Selection, { first, after }: PageRequest): Promise<AuditRecord[]> {
    const found: AuditRecord[] = [];
    const rooms = within(await this.roomsOf(selection), selection, after && new Date(after.time));
    for (const window of windowsOver(rooms)) {
      const { text, values } = placesIn(window, selection, after, first + 1 - found.length);
      found.push(...(await this.records(window, await this.database.query<Place[]>(text, values))));
      if (found.length > first) break;
    }
    return found;
  }

  /** Newest first. A client's log is of whichever organisation; all else is asked of some. */
  private roomsOf({ client, spans }: Selection): Promise<LogRoom[]> {
    if (client != null) return roomsOfClient(this.database, client);
    const organisations = spans.flatMap(({ organisation }) => organisation ?? []);
    if (organisations.length < spans.length) throw new Error('neither a client nor an organisation is named');
    return roomsOf(this.database, organisations);
  }

  /** In the order of the places. */
  private async records(rooms: readonly LogRoom[], places: readonly Place[]): Promise<AuditRecord[]> {
    if (places.length === 0) return [];
    const { text, values } = recordsAt(rooms, places);
    const rows = await this.database.query<Row[]>(text, values);
    const records = new Map(rows.map((row) => [row.sequence, this.recordOf(row)]));
    return places.flatMap(({ sequence }) => records.get(sequence) ?? []);
  }

  private recordOf(row: Row): AuditRecord {
    const { sealedName, occurredAt, recordedAt, ...record } = recordOf(row);
    return {
      ...record,
      sequence: row.sequence,
      occurredAt: new Date(occurredAt),
      recordedAt: new Date(recordedAt),
      accountName: this.names.open(record.account, row.sealed_key, sealedName),
    };
  }
}
