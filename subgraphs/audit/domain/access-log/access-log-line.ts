/** Lines of the access log: like records of one day as one line, so that a person sees who looked and not how often a screen asked. */
import { DateTime } from 'luxon';
import type { AuditRecord } from '../audit-log.js';

/** Enough to check; the others are to be had one by one, unmerged. */
export const MOST_RECORDS = 50;

export interface AccessLogLine {
  /** The same as long as the log is kept, however many like records join. */
  id: string;
  /** YYYY-MM-DD where the organisation is. */
  day: string;
  firstAt: Date;
  lastAt: Date;
  /** Records in this line. */
  count: number;
  /** Newest first, the last of them at most; there is at least one. What the line says, each of them says. */
  records: [AuditRecord, ...AuditRecord[]];
}

/** A record as a line of its own. */
export function lineOf(record: AuditRecord, zone: string): AccessLogLine {
  const { id, occurredAt } = record;
  return { id, day: dayOf(occurredAt, zone), firstAt: occurredAt, lastAt: occurredAt, count: 1, records: [record] };
}

/** The lines of one day. They stand in the order of their newest records when these come newest first. */
export class LinesOfDay {
  private readonly lines = new Map<string, AccessLogLine & { first: AuditRecord }>();

  constructor(private readonly day: string) {}

  /** @param record an older one than those before it. */
  add(record: AuditRecord): void {
    const key = likeness(record);
    const line = this.lines.get(key);
    if (line === undefined) {
      const { occurredAt } = record;
      const times = { firstAt: occurredAt, lastAt: occurredAt };
      this.lines.set(key, { id: '', day: this.day, ...times, count: 1, records: [record], first: record });
      return;
    }
    line.count += 1;
    line.firstAt = record.occurredAt;
    if (BigInt(record.sequence) < BigInt(line.first.sequence)) line.first = record;
    if (line.records.length < MOST_RECORDS) line.records.push(record);
  }

  /** Once the day is read to its end. */
  all(): AccessLogLine[] {
    return [...this.lines.values()].map(({ first, ...line }) => ({ ...line, id: `day-${first.id}` }));
  }
}

export function dayOf(moment: Date, zone: string): string {
  return DateTime.fromJSDate(moment, { zone }).toFormat('yyyy-MM-dd');
}

/** What records have to share to be one line of a day. */
function likeness(record: AuditRecord): string {
  const { account, role, organisation, kind, action, outcome, reason, categories } = record;
  return JSON.stringify([account, role, organisation, kind, action, outcome, reason, [...categories].sort()]);
}
