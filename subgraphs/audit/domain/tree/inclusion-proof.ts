/** That a leaf is in a tree: RFC 9162 §2.1.3 (RFC 6962 §2.1.1). */
import { hashChildren } from './hash.js';
import { hashesOfRanges, type ProofHashes, type Range } from './range-hashes.js';

/** The hashes beside the way from each of these leaves up to the root of the tree of this size, the lowest first. */
export async function inclusionProofs(
  hashes: ProofHashes,
  leaves: readonly number[],
  size: number,
): Promise<Buffer[][]> {
  const ways = leaves.map((leaf) => besideTheWay(leaf, size));
  const all = await hashesOfRanges(hashes, ways.flat());
  let taken = 0;
  return ways.map((way) => all.slice(taken, (taken += way.length)));
}

/** PATH(m, D[n]) of §2.1.3.1, from the root down, turned round. */
function besideTheWay(leaf: number, size: number): Range[] {
  if (!(leaf >= 0 && leaf < size)) throw new Error(`leaf ${leaf} is not in a tree of ${size} leaves`);
  const beside: Range[] = [];
  let [from, until] = [0, size];
  while (until - from > 1) {
    const middle = from + largestPowerBelow(until - from);
    beside.push(leaf < middle ? { from: middle, until } : { from, until: middle });
    [from, until] = leaf < middle ? [from, middle] : [middle, until];
  }
  return beside.reverse();
}

export interface InclusionClaim {
  /** The hash of the leaf. */
  leaf: Buffer;
  /** Counted from 0. */
  index: number;
  size: number;
  root: Buffer;
}

/** §2.1.3.2. */
export function verifyInclusion({ leaf, index, size, root }: InclusionClaim, path: readonly Buffer[]): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const beside of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = hashChildren(beside, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, half(last)];
    } else {
      hash = hashChildren(hash, beside);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && hash.equals(root);
}

export function half(number: number): number {
  return Math.floor(number / 2);
}

/** k of RFC 9162: k < n ≤ 2k. Without bitwise operators, which know 32 bits only. */
export function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}
