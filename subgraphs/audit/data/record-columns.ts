/** The columns of the log beside the number of a record, each with what of a record it holds. */
import type { LogRecord } from '../domain/record/log-record.js';

interface RecordColumn {
  column: string;
  type: string;
  of: keyof LogRecord;
}

export const RECORD_COLUMNS = [
  { column: 'id', type: 'uuid', of: 'id' },
  { column: 'recorded_at', type: 'timestamptz', of: 'recordedAt' },
  { column: 'occurred_at', type: 'timestamptz', of: 'occurredAt' },
  { column: 'kind', type: 'text', of: 'kind' },
  { column: 'action', type: 'text', of: 'action' },
  { column: 'outcome', type: 'text', of: 'outcome' },
  { column: 'reason', type: 'text', of: 'reason' },
  { column: 'justification', type: 'text', of: 'justification' },
  { column: 'organisation', type: 'text', of: 'organisation' },
  { column: 'account', type: 'text', of: 'account' },
  { column: 'pseudonym', type: 'text', of: 'pseudonym' },
  { column: 'sealed_name', type: 'text', of: 'sealedName' },
  { column: 'role', type: 'text', of: 'role' },
  { column: 'relation', type: 'text', of: 'relation' },
  { column: 'checks', type: 'json', of: 'checks' },
  { column: 'consent', type: 'text', of: 'consent' },
  { column: 'responsible', type: 'text', of: 'responsible' },
  { column: 'responsible_role', type: 'text', of: 'responsibleRole' },
  { column: 'session', type: 'text', of: 'session' },
  { column: 'client', type: 'text', of: 'client' },
  { column: 'categories', type: 'text[]', of: 'categories' },
  { column: 'object', type: 'text', of: 'object' },
  { column: 'sensitivity', type: 'text', of: 'sensitivity' },
  { column: 'search', type: 'json', of: 'search' },
  { column: 'purpose', type: 'text', of: 'purpose' },
  { column: 'policy', type: 'text', of: 'policy' },
  { column: 'source', type: 'text', of: 'source' },
  { column: 'address', type: 'text', of: 'address' },
  { column: 'trace', type: 'text', of: 'trace' },
  { column: 'salt', type: 'text', of: 'salt' },
] as const satisfies RecordColumn[];

const SPECIAL = /[\\\t\n\r]/;
const EACH_SPECIAL = /[\\\t\n\r]/g;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** The values of a record in the order of the columns, as COPY reads them in its text format. */
export function copyLineOf(record: LogRecord): string {
  let line = '';
  for (const { of, type } of RECORD_COLUMNS) {
    const value = record[of];
    if (line !== '') line += '\t';
    line += value === null ? '\\N' : escaped(type === 'text[]' ? arrayOf(value as string[]) : textOf(value));
  }
  return line;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function arrayOf(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

function escaped(text: string): string {
  return SPECIAL.test(text) ? text.replace(EACH_SPECIAL, (sign) => ESCAPES[sign] as string) : text;
}

/** A row of the log as the database gives it. */
export type RecordRow = { sequence: string } & Record<(typeof RECORD_COLUMNS)[number]['column'], unknown>;

/** The record that a row holds, letter for letter as it was put there. */
export function recordOf(row: RecordRow): LogRecord {
  const values = RECORD_COLUMNS.map(({ column, of }) => {
    const value = row[column];
    return [of, value instanceof Date ? value.toISOString() : value];
  });
  return Object.fromEntries(values) as LogRecord;
}
