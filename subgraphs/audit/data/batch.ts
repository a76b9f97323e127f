/** One commit of the log: records, the leaves that they add to the tree, and the subtrees that become whole by it. */
import type { EntityManager } from 'typeorm';
import { leafHashOf } from '../domain/record/leaf.js';
import type { LogRecord } from '../domain/record/log-record.js';
import type { Frontier, TreeNode } from '../domain/tree/frontier.js';
import { KEPT_FROM_LEVEL } from '../domain/tree/tree-hashes.js';
import { RECORD_COLUMNS } from './record-columns.js';

/** Puts the records behind those that are there, in the order given, and lets the tree grow with them. */
export async function insertBatch(
  manager: Pick<EntityManager, 'query'>,
  frontier: Frontier,
  records: readonly LogRecord[],
  at: Date,
): Promise<void> {
  const before = frontier.size;
  const leaves = records.map(leafHashOf);
  const whole = leaves.flatMap((leaf) => frontier.append(leaf)).filter(({ level }) => level >= KEPT_FROM_LEVEL);
  await manager.query(INSERT_RECORDS, [before, JSON.stringify(records)]);
  await manager.query(INSERT_BATCH, [frontier.size, before + 1, at, Buffer.concat(leaves)]);
  if (whole.length > 0) await manager.query(INSERT_NODES, columnsOf(whole));
}

function columnsOf(nodes: readonly TreeNode[]): [number[], number[], Buffer[]] {
  return [nodes.map(({ level }) => level), nodes.map(({ index }) => index), nodes.map(({ hash }) => hash)];
}

const columns = RECORD_COLUMNS.map(({ column }) => column).join(', ');
const given = RECORD_COLUMNS.map(({ of }) => `"${of}"`).join(', ');
const typed = RECORD_COLUMNS.map(({ of, type }) => `"${of}" ${type}`).join(', ');

const INSERT_RECORDS = `
  INSERT INTO audit_event (sequence, ${columns})
  SELECT $1::bigint + place, ${given}
  FROM ROWS FROM (json_to_recordset($2::json) AS (${typed})) WITH ORDINALITY AS given (${given}, place)`;

const INSERT_BATCH = 'INSERT INTO audit_batch (last, first, recorded_at, leaves) VALUES ($1, $2, $3, $4)';

const INSERT_NODES = `
  INSERT INTO audit_node (level, index, hash) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])`;
