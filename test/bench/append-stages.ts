/** Where the time of an append goes: each stage by itself, with nothing beside it. */
import type { DataSource } from 'typeorm';
import { LogEnd } from '../../subgraphs/audit/data/log-end.js';
import type { LogEntry } from '../../subgraphs/audit/data/log-entry.js';
import type { RecordMaker } from '../../subgraphs/audit/data/record-maker.js';
import { Frontier } from '../../subgraphs/audit/domain/tree/frontier.js';
import { anAuditEvent } from './audit-crowd.js';
import { timeOf } from './measuring.js';

const BATCHES = 40;
const BATCH = 128;

/** @param maker one that knows the names already, as it does in a program that runs. */
export async function stagesOf(source: DataSource, maker: RecordMaker): Promise<string> {
  const events = Array.from({ length: BATCHES }, () => Array.from({ length: BATCH }, anAuditEvent));
  const made: LogEntry[][] = [];
  const making = await timeOf(async () => {
    for (const batch of events) made.push(await maker.make(source, batch, new Date()));
  });
  const frontier = Frontier.empty();
  const growing = await timeOf(async () => {
    for (const { leaf } of made.flat()) frontier.append(leaf);
  });
  const end = new LogEnd(source);
  const committing = await timeOf(async () => {
    for (const batch of made) await end.append(batch, new Date(), false);
  });
  const [rows, tree, commit] = [making, growing, committing].map((time) => micros(time)) as [string, string, string];
  return `One by one, µs a record: row and leaf ${rows}; tree ${tree}; commit of ${BATCH} at a time ${commit}, the tree and the server.`;
}

/** Of a record. */
function micros(time: number): string {
  return ((time * 1000) / (BATCHES * BATCH)).toFixed(1);
}
