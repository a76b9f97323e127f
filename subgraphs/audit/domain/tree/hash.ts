/** The hashes of a Merkle tree: RFC 6962 §2.1, the same in RFC 9162. A leaf can never pass for a node. */
import { hash } from 'node:crypto';

const LEAF = Buffer.of(0);

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** Of a tree without leaves. */
export const EMPTY_ROOT = hash('sha256', '', 'buffer');

/** What a node is the hash of; filled in for each, for a tree makes as many nodes as it has leaves. */
const NODE = Buffer.alloc(1 + 2 * HASH_BYTES, 1);

export function hashLeaf(data: string | Buffer): Buffer {
  return digestOf(typeof data === 'string' ? `\0${data}` : Buffer.concat([LEAF, data]));
}

export function hashChildren(left: Buffer, right: Buffer): Buffer {
  NODE.set(left, 1);
  NODE.set(right, 1 + HASH_BYTES);
  return digestOf(NODE);
}

/** By way of text, one sign a byte: bytes come in memory of their own, at a third more than the hash itself. */
function digestOf(data: string | Buffer): Buffer {
  return Buffer.from(hash('sha256', data, 'binary'), 'binary');
}
