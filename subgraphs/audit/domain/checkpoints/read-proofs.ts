/** Proofs for whoever may read a record: that it is in the log as it was signed for, there and nowhere else. */
import { DomainError } from '../../../domain-error.js';
import { consistencyProof } from '../tree/consistency-proof.js';
import { inclusionProofs } from '../tree/inclusion-proof.js';
import type { ProofHashes } from '../tree/range-hashes.js';
import type { TreeHashes } from '../tree/tree-hashes.js';
import type { KeptCheckpoint, KeptCheckpoints } from './kept-checkpoints.js';

/** Where a record stands: its number, and the moment that says in which part of the log it is kept. */
export interface RecordPlace {
  sequence: string;
  occurredAt: Date;
}

/** The leaves of records, as text. */
export interface LeafTexts {
  /** In the order asked; null for a record that is not kept any more. */
  of(places: readonly RecordPlace[]): Promise<(string | null)[]>;
}

export interface ProofNeeds {
  hashes: TreeHashes & ProofHashes;
  checkpoints: KeptCheckpoints;
  leaves: LeafTexts;
  /** The text of the key that signs checkpoints. */
  verifierKey: string;
}

export interface ProofOfRecord {
  /** The leaf. */
  record: string;
  leafIndex: number;
  treeSize: number;
  path: Buffer[];
  /** The signed note. */
  checkpoint: string;
}

/** In the order asked, all under the last checkpoint; null for a record that came after it. Four questions for a page. */
export async function readProofs(
  { checkpoints, hashes, leaves }: ProofNeeds,
  places: readonly RecordPlace[],
): Promise<(ProofOfRecord | null)[]> {
  const last = await checkpoints.last();
  const signed = places.filter(({ sequence }) => last !== null && Number(sequence) <= last.size);
  if (last === null || signed.length === 0) return places.map(() => null);
  const indexes = signed.map(({ sequence }) => Number(sequence) - 1);
  const [texts, paths] = await Promise.all([leaves.of(signed), inclusionProofs(hashes, indexes, last.size)]);
  return places.map((place) => {
    const at = signed.indexOf(place);
    const record = texts[at] ?? null;
    if (at === -1 || record === null) return null;
    const [leafIndex, path] = [indexes[at] as number, paths[at] as Buffer[]];
    return { record, leafIndex, treeSize: last.size, path, checkpoint: last.note };
  });
}

export interface ProofOfGrowth {
  from: KeptCheckpoint;
  to: KeptCheckpoint;
  path: Buffer[];
}

/** That the log only grew from one checkpoint into another. @throws DomainError BAD_INPUT when one of them is none. */
export async function readGrowth(
  { checkpoints, hashes }: ProofNeeds,
  from: number,
  to: number,
): Promise<ProofOfGrowth> {
  const kept = await checkpoints.of([from, to]);
  const [earlier, later] = [from, to].map((size) => kept.find((checkpoint) => checkpoint.size === size));
  const fields = [...(earlier ? [] : ['from']), ...(later && from <= to ? [] : ['to'])];
  if (earlier === undefined || later === undefined || from > to) throw new DomainError('BAD_INPUT', { fields });
  return { from: earlier, to: later, path: await consistencyProof(hashes, from, to) };
}
