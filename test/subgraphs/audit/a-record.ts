/** Records as the log gives them, and a log in memory that finds them as the real one does. */
import type { PageRequest } from '../../../subgraphs/connection.js';
import type { AuditLog, AuditRecord, Selection } from '../../../subgraphs/audit/domain/audit-log.js';
import { anEvent } from './audit-test.js';

export function aRecord({
  occurredAt = new Date('2025-11-20T10:00:00.000Z'),
  ...facts
}: Partial<AuditRecord> = {}): AuditRecord {
  const recordedAt = occurredAt;
  return { ...anEvent(), sequence: '1', pseudonym: null, ...facts, occurredAt, recordedAt };
}

/** Finds by time, span and place in the log; of everything else it holds just what is to be found. */
export class LogInMemory implements AuditLog {
  readonly records: AuditRecord[] = [];
  /** How many records were given back. */
  read = 0;

  add(...records: AuditRecord[]): void {
    for (const record of records) this.records.push({ ...record, sequence: String(this.records.length + 1) });
  }

  size(): Promise<string> {
    return Promise.resolve(String(this.records.length));
  }

  find({ spans, upTo }: Selection, { first, after }: PageRequest): Promise<AuditRecord[]> {
    const found = this.records
      .filter(({ sequence }) => upTo == null || Number(sequence) <= Number(upTo))
      .filter(({ occurredAt }) =>
        spans.some(
          ({ from, until }) => (from === null || occurredAt >= from) && (until === null || occurredAt < until),
        ),
      )
      .sort((one, other) => order(other) - order(one))
      .filter(
        (record) => after === null || order(record) < order({ occurredAt: new Date(after.time), sequence: after.id }),
      )
      .slice(0, first + 1);
    this.read += found.length;
    return Promise.resolve(found);
  }
}

/** By time, and of one time by place; for logs of fewer than a thousand records. */
function order({ occurredAt, sequence }: Pick<AuditRecord, 'occurredAt' | 'sequence'>): number {
  return occurredAt.getTime() + Number(sequence) / 1_000;
}
