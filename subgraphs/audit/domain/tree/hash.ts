/** The hashes of a Merkle tree: RFC 6962 §2.1, the same in RFC 9162. A leaf can never pass for a node. */
import { createHash } from 'node:crypto';

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** Of a tree without leaves. */
export const EMPTY_ROOT = createHash('sha256').digest();

export function hashLeaf(data: string | Buffer): Buffer {
  return createHash('sha256').update(LEAF).update(data).digest();
}

export function hashChildren(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}
