import type { DataSource } from 'typeorm';
import type { LeafTexts, RecordPlace } from '../domain/checkpoints/read-proofs.js';
import { leafOf } from '../domain/record/leaf.js';
import { recordOf, type RecordRow } from './record-columns.js';

export class SqlLeafTexts implements LeafTexts {
  constructor(private readonly database: Pick<DataSource, 'query'>) {}

  async of(places: readonly RecordPlace[]): Promise<(string | null)[]> {
    if (places.length === 0) return [];
    const wanted = [places.map(({ sequence }) => sequence), places.map(({ occurredAt }) => occurredAt)];
    const rows = await this.database.query<RecordRow[]>(RECORDS, wanted);
    const texts = new Map(rows.map((row) => [row.sequence, leafOf(recordOf(row))]));
    return places.map(({ sequence }) => texts.get(sequence) ?? null);
  }
}

/** The moment says in which room a record is. */
const RECORDS = `
  SELECT event.* FROM unnest($1::bigint[], $2::timestamptz[]) AS wanted (sequence, occurred_at)
  JOIN audit_event event ON event.occurred_at = wanted.occurred_at AND event.sequence = wanted.sequence`;
