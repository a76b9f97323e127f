/** That a tree only grew: RFC 9162 §2.1.4 (RFC 6962 §2.1.2). */
import { EMPTY_ROOT, hashChildren } from './hash.js';
import { half, largestPowerBelow } from './inclusion-proof.js';
import { hashesOfRanges, type ProofHashes, type Range } from './range-hashes.js';

/** The hashes that lead from the tree of an earlier size to both roots; none when there is nothing to show. */
export async function consistencyProof(hashes: ProofHashes, earlier: number, size: number): Promise<Buffer[]> {
  if (!(earlier >= 0 && earlier <= size)) throw new Error(`a tree of ${size} leaves never grew from ${earlier}`);
  return earlier === 0 || earlier === size ? [] : hashesOfRanges(hashes, shared(earlier, size));
}

/** SUBPROOF(m, D[n], true) of §2.1.4.1, from the root down, turned round. */
function shared(earlier: number, size: number): Range[] {
  const ranges: Range[] = [];
  let [from, until] = [0, size];
  while (until > earlier) {
    const middle = from + largestPowerBelow(until - from);
    ranges.push(earlier <= middle ? { from: middle, until } : { from, until: middle });
    [from, until] = earlier <= middle ? [from, middle] : [middle, until];
  }
  // what the earlier tree consists of whole is its root, which is known
  return [...(from === 0 ? [] : [{ from, until }]), ...ranges.reverse()];
}

export interface TreeHead {
  size: number;
  root: Buffer;
}

/** §2.1.4.2. Of a tree without leaves everything is an extension. */
export function verifyConsistency(earlier: TreeHead, later: TreeHead, path: readonly Buffer[]): boolean {
  if (![earlier.size, later.size].every((size) => Number.isSafeInteger(size) && size >= 0)) return false;
  if (earlier.size > later.size) return false;
  if (earlier.size === later.size) return path.length === 0 && earlier.root.equals(later.root);
  if (earlier.size === 0) return path.length === 0 && earlier.root.equals(EMPTY_ROOT);
  const isWhole = largestPowerBelow(earlier.size + 1) === earlier.size;
  const [start, ...others] = isWhole ? [earlier.root, ...path] : path;
  if (start === undefined) return false;
  let [node, last] = [earlier.size - 1, later.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [before, after] = [start, start];
  for (const beside of others) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      [before, after] = [hashChildren(beside, before), hashChildren(beside, after)];
      while (node % 2 === 0 && node !== 0) [node, last] = [node / 2, half(last)];
    } else {
      after = hashChildren(after, beside);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && before.equals(earlier.root) && after.equals(later.root);
}
