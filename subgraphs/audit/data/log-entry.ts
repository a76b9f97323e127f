/** What goes on the log of one event, worked out before it is known at which place it will stand. */
import { leafHashOf } from '../domain/record/leaf.js';
import type { LogRecord } from '../domain/record/log-record.js';
import { copyLineOf } from './record-columns.js';

const HALF_A_CHARACTER = /\p{Cs}/u;

export interface LogEntry extends Pick<LogRecord, 'id' | 'occurredAt' | 'organisation' | 'client'> {
  /** Of the tree. */
  leaf: Buffer;
  /** The row without its number, as COPY reads it. */
  line: string;
}

/** @throws RangeError when a text holds half a character, which would be another one once it is in the database. */
export function entryOf(record: LogRecord): LogEntry {
  const { id, occurredAt, organisation, client } = record;
  const line = copyLineOf(record);
  if (HALF_A_CHARACTER.test(line)) throw new RangeError(`event ${id} holds half a character`);
  return { id, occurredAt, organisation, client, leaf: leafHashOf(record), line };
}
