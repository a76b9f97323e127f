/** Is what was signed for still what is there? */
import { consistencyProof, verifyConsistency, type TreeHead } from '../tree/consistency-proof.js';
import { EMPTY_ROOT } from '../tree/hash.js';
import type { ProofHashes } from '../tree/range-hashes.js';
import { frontierOf, MissingHash, type TreeHashes } from '../tree/tree-hashes.js';
import { LogTampered } from './log-tampered.js';

export const NOTHING: TreeHead = { size: 0, root: EMPTY_ROOT };

/** @throws LogTampered when the tree in the database has not got the root that was signed. */
export async function assertStands(hashes: TreeHashes, signed: TreeHead): Promise<void> {
  if ((await hashes.size()) < signed.size) throw new LogTampered(signed.size, 'the log is shorter now');
  const { root } = await tellingOfGaps(signed.size, () => frontierOf(hashes, signed.size));
  if (!root.equals(signed.root)) throw new LogTampered(signed.size, 'the log has another root now');
}

/** The head of the tree at this size, once it is shown that it grew from what was signed. @throws LogTampered */
export async function headGrownFrom(
  hashes: TreeHashes & ProofHashes,
  signed: TreeHead,
  size: number,
): Promise<TreeHead> {
  return tellingOfGaps(signed.size, async () => {
    const head = { size, root: (await frontierOf(hashes, size)).root };
    const proof = await consistencyProof(hashes, signed.size, size);
    if (!verifyConsistency(signed, head, proof)) throw new LogTampered(signed.size, 'the log did not grow from it');
    return head;
  });
}

async function tellingOfGaps<T>(size: number, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof MissingHash ? new LogTampered(size, error.message) : error;
  }
}
