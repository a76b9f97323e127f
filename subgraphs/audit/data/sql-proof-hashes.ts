import type { ProofHashes, Range } from '../domain/tree/range-hashes.js';
import { MissingHash } from '../domain/tree/tree-hashes.js';
import { hashesIn, SqlTreeHashes } from './sql-tree-hashes.js';

/** The hashes that proofs are made of, read for many records at once. */
export class SqlProofHashes extends SqlTreeHashes implements ProofHashes {
  async runs(ranges: readonly Range[]): Promise<Buffer[][]> {
    if (ranges.length === 0) return [];
    const wanted = [ranges.map(({ from }) => from + 1), ranges.map(({ until }) => until)];
    const rows = await this.database.query<{ place: number; leaves: Buffer }[]>(RUNS, wanted);
    return ranges.map(({ from, until }, index) => {
      const leaves = rows.filter(({ place }) => place === index + 1).flatMap((row) => hashesIn(row.leaves));
      if (leaves.length === until - from) return leaves;
      throw new MissingHash(`leaves of the tree are missing between ${from} and ${until}`);
    });
  }
}

/** Of each batch only what was asked for: a batch can hold thousands of leaves. */
const RUNS = `
  SELECT wanted.place::int, substring(
    batch.leaves
    FROM (32 * (greatest(batch.first, wanted.first) - batch.first) + 1)::int
    FOR (32 * (least(batch.last, wanted.last) - greatest(batch.first, wanted.first) + 1))::int
  ) AS leaves
  FROM unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS wanted (first, last, place)
  CROSS JOIN LATERAL (
    SELECT first, last, leaves FROM audit_batch
    WHERE last >= wanted.first
      AND last <= coalesce((SELECT min(last) FROM audit_batch WHERE last >= wanted.last), wanted.last)
  ) batch
  ORDER BY wanted.place, batch.last`;
