/** What goes on the log of one event, worked out before it is known at which place it will stand. */
import { leafHashOf } from '../domain/record/leaf.js';
import type { LogRecord } from '../domain/record/log-record.js';
import { copyLineOf } from './record-columns.js';

/** NUL, and half a character, which would be another one once it is in the database. */
const NOT_HELD = /[\0\p{Cs}]/u;

export interface LogEntry extends Pick<LogRecord, 'id' | 'occurredAt' | 'organisation' | 'client'> {
  /** Of the tree. */
  leaf: Buffer;
  /** The row without its number, as COPY reads it. */
  line: string;
}

/** @throws RangeError when a text holds a sign that the database cannot. */
export function entryOf(record: LogRecord): LogEntry {
  const { id, occurredAt, organisation, client } = record;
  const line = copyLineOf(record);
  if (NOT_HELD.test(line)) throw new RangeError(`event ${id} holds a sign that the database cannot`);
  return { id, occurredAt, organisation, client, leaf: leafHashOf(record), line };
}
