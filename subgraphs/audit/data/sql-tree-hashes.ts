import type { EntityManager } from 'typeorm';
import { HASH_BYTES } from '../domain/tree/hash.js';
import type { Place } from '../domain/tree/frontier.js';
import { MissingHash, type TreeHashes } from '../domain/tree/tree-hashes.js';

interface Batch {
  first: string;
  leaves: Buffer;
}

interface TreeEnd {
  size: number;
  /** Null when there is none. */
  leaf: Buffer | null;
}

export class SqlTreeHashes implements TreeHashes {
  constructor(protected readonly database: Pick<EntityManager, 'query'>) {}

  /** How large the tree is, and its last leaf: no two leaves are the same, so these tell one history from another. */
  async end(): Promise<TreeEnd> {
    const [row] = await this.database.query<{ last: string; leaf: Buffer }[]>(END);
    return { size: Number(row?.last ?? 0), leaf: row?.leaf ?? null };
  }

  async size(): Promise<number> {
    const [row] = await this.database.query<{ last: string }[]>(
      'SELECT last FROM audit_batch ORDER BY last DESC LIMIT 1',
    );
    return Number(row?.last ?? 0);
  }

  async leaves(from: number, until: number): Promise<Buffer[]> {
    if (until <= from) return [];
    const batches = await this.database.query<Batch[]>(BATCHES, [from + 1, until]);
    const all = batches.flatMap(({ leaves }) => hashesIn(leaves));
    const first = Number(batches[0]?.first ?? 1) - 1;
    const leaves = all.slice(from - first, until - first);
    if (leaves.length !== until - from)
      throw new MissingHash(`leaves of the tree are missing between ${from} and ${until}`);
    return leaves;
  }

  async nodes(places: readonly Place[]): Promise<Buffer[]> {
    if (places.length === 0) return [];
    const wanted = [places.map(({ level }) => level), places.map(({ index }) => index)];
    const rows = await this.database.query<{ hash: Buffer | null }[]>(NODES, wanted);
    return rows.map(({ hash }, at) => {
      if (hash !== null) return hash;
      throw new MissingHash(`node ${places[at]?.index} of level ${places[at]?.level} of the tree is missing`);
    });
  }
}

export function hashesIn(leaves: Buffer): Buffer[] {
  return Array.from({ length: leaves.length / HASH_BYTES }, (_, index) =>
    leaves.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  );
}

const END = `
  SELECT last, substring(leaves FROM octet_length(leaves) - ${HASH_BYTES - 1}) AS leaf
  FROM audit_batch ORDER BY last DESC LIMIT 1`;

/** Batches lie end to end: from the first whose end is not before the start. */
const BATCHES = `
  SELECT first, leaves FROM audit_batch
  WHERE last >= $1 AND last <= coalesce((SELECT min(last) FROM audit_batch WHERE last >= $2), $2)
  ORDER BY last`;

const NODES = `
  SELECT node.hash
  FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY AS wanted (level, index, place)
  LEFT JOIN audit_node node ON node.level = wanted.level AND node.index = wanted.index
  ORDER BY wanted.place`;
