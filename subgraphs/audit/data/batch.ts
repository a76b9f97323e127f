/** One step of the log: records, the leaves that they add to the tree, and the subtrees that become whole by it. */
import type { Client } from 'pg';
import type { Frontier, TreeNode } from '../domain/tree/frontier.js';
import { KEPT_FROM_LEVEL } from '../domain/tree/tree-hashes.js';
import { copyIn } from './copy-in.js';
import type { LogEntry } from './log-entry.js';
import { RECORD_COLUMNS } from './record-columns.js';

interface Batch {
  /** Grows with the records. */
  frontier: Frontier;
  entries: readonly LogEntry[];
  at: Date;
  /** What goes before the records, and what goes with them. */
  before?: readonly string[];
  beside: readonly string[];
}

/** Puts the records behind those that are there, in the order given. Part of the transaction when there is one. */
export async function insertBatch(
  client: Client,
  { frontier, entries, at, before = [], beside }: Batch,
): Promise<void> {
  const first = frontier.size + 1;
  const lines = entries.map(({ line }, index) => `${first + index}\t${line}\n`);
  const whole = entries.flatMap(({ leaf }) => frontier.append(leaf)).filter(({ level }) => level >= KEPT_FROM_LEVEL);
  const leaves = Buffer.concat(entries.map(({ leaf }) => leaf));
  const batch = `INSERT INTO audit_batch (last, first, recorded_at, leaves)
    VALUES (${frontier.size}, ${first}, '${at.toISOString()}', ${bytes(leaves)})`;
  const statements = [...before, COPY_RECORDS, batch, ...whole.map(insertNode), ...beside];
  await copyIn(client, statements.join(';\n'), Buffer.from(lines.join('')));
}

function insertNode({ level, index, hash }: TreeNode): string {
  return `INSERT INTO audit_node (level, index, hash) VALUES (${level}, ${index}, ${bytes(hash)})`;
}

/** As SQL has it. */
export function bytes(value: Buffer): string {
  return `'\\x${value.toString('hex')}'`;
}

const COPY_RECORDS = `COPY audit_event (sequence, ${RECORD_COLUMNS.map(({ column }) => column).join(', ')}) FROM STDIN`;
