/** The tree as RFC 6962 §2.1 defines it, word for word and as slow as that is: what our own way is compared with. */
import { createHash } from 'node:crypto';
import { Frontier } from '../../../../../subgraphs/audit/domain/tree/frontier.js';
import type { ProofHashes } from '../../../../../subgraphs/audit/domain/tree/range-hashes.js';
import { KEPT_FROM_LEVEL, type TreeHashes } from '../../../../../subgraphs/audit/domain/tree/tree-hashes.js';

const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The size of a tree's left part: the largest power of two smaller than n. */
function leftOf(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

/** MTH. */
export function rootOf(inputs: readonly Buffer[]): Buffer {
  if (inputs.length === 0) return sha256();
  if (inputs.length === 1) return sha256(Buffer.of(0), inputs[0] as Buffer);
  const left = leftOf(inputs.length);
  return sha256(Buffer.of(1), rootOf(inputs.slice(0, left)), rootOf(inputs.slice(left)));
}

/** PATH. */
export function pathOf(index: number, inputs: readonly Buffer[]): Buffer[] {
  if (inputs.length <= 1) return [];
  const left = leftOf(inputs.length);
  return index < left
    ? [...pathOf(index, inputs.slice(0, left)), rootOf(inputs.slice(left))]
    : [...pathOf(index - left, inputs.slice(left)), rootOf(inputs.slice(0, left))];
}

/** SUBPROOF. */
export function proofOf(earlier: number, inputs: readonly Buffer[], known = true): Buffer[] {
  if (earlier === inputs.length) return known ? [] : [rootOf(inputs)];
  const left = leftOf(inputs.length);
  return earlier <= left
    ? [...proofOf(earlier, inputs.slice(0, left), known), rootOf(inputs.slice(left))]
    : [...proofOf(earlier - left, inputs.slice(left), false), rootOf(inputs.slice(0, left))];
}

/** A tree in memory with what a log keeps of it; counts what it is asked. */
export function keptTree(leaves: readonly Buffer[]): TreeHashes & ProofHashes & { asked: number } {
  const frontier = Frontier.empty();
  const whole = leaves.flatMap((leaf) => frontier.append(leaf)).filter(({ level }) => level >= KEPT_FROM_LEVEL);
  const nodes = new Map(whole.map(({ level, index, hash }) => [`${level}/${index}`, hash]));
  const present = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('that is not kept');
    return value;
  };
  const cut = (from: number, until: number) => {
    if (until > leaves.length) throw new Error('that leaf is not there');
    return leaves.slice(from, until);
  };
  return {
    asked: 0,
    size: async () => leaves.length,
    leaves: async (from, until) => cut(from, until),
    async nodes(places) {
      this.asked += 1;
      return places.map(({ level, index }) => present(nodes.get(`${level}/${index}`)));
    },
    async runs(ranges) {
      this.asked += 1;
      return ranges.map(({ from, until }) => cut(from, until));
    },
  };
}

/** With one bit turned over. */
export function flipped(hash: Buffer): Buffer {
  const copy = Buffer.from(hash);
  copy.writeUInt8((copy[7] ?? 0) ^ 1, 7);
  return copy;
}
