/** One commit of the log: records, the leaves that they add to the tree, and the subtrees that become whole by it. */
import type { EntityManager } from 'typeorm';
import type { Frontier, TreeNode } from '../domain/tree/frontier.js';
import { KEPT_FROM_LEVEL } from '../domain/tree/tree-hashes.js';
import { copyIn } from './copy-in.js';
import type { LogEntry } from './log-entry.js';
import { RECORD_COLUMNS } from './record-columns.js';

/** Puts the records behind those that are there, in the order given, and lets the tree grow with them. */
export async function insertBatch(
  manager: EntityManager,
  frontier: Frontier,
  entries: readonly LogEntry[],
  at: Date,
): Promise<void> {
  const first = frontier.size + 1;
  const lines = entries.map(({ line }, index) => `${first + index}\t${line}\n`);
  const copied = copyIn(manager, COPY_RECORDS, Buffer.from(lines.join('')));
  const whole = entries.flatMap(({ leaf }) => frontier.append(leaf)).filter(({ level }) => level >= KEPT_FROM_LEVEL);
  await copied; // meanwhile the tree has grown
  const leaves = Buffer.concat(entries.map(({ leaf }) => leaf));
  await manager.query(INSERT_BATCH, [frontier.size, first, at, leaves, ...columnsOf(whole)]);
}

function columnsOf(nodes: readonly TreeNode[]): [number[], number[], Buffer[]] {
  return [nodes.map(({ level }) => level), nodes.map(({ index }) => index), nodes.map(({ hash }) => hash)];
}

const COPY_RECORDS = `COPY audit_event (sequence, ${RECORD_COLUMNS.map(({ column }) => column).join(', ')}) FROM STDIN`;

const INSERT_BATCH = `
  WITH node AS (
    INSERT INTO audit_node (level, index, hash) SELECT * FROM unnest($5::smallint[], $6::bigint[], $7::bytea[])
  )
  INSERT INTO audit_batch (last, first, recorded_at, leaves) VALUES ($1, $2, $3, $4)`;
