import type { TreeHead } from '../tree/consistency-proof.js';

/** A checkpoint as the log keeps it: what it says, and the note that says so, cosignatures included. */
export interface KeptCheckpoint extends TreeHead {
  signedAt: Date;
  note: string;
}

/** The checkpoints in the database: whoever asks gets them from here, whoever doubts looks in a place outside. */
export interface KeptCheckpoints {
  /** The one of the largest size; null before the first. */
  last(): Promise<KeptCheckpoint | null>;
  /** Those of these sizes, as far as they are there. */
  of(sizes: readonly number[]): Promise<KeptCheckpoint[]>;
  add(checkpoint: KeptCheckpoint): Promise<void>;
}
