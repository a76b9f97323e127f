import type { KeptCheckpoint } from './kept-checkpoints.js';

/** Somebody else, who signs a checkpoint when the log only grew since the one that they signed before. */
export interface Witness {
  /** As its key calls it. */
  readonly name: string;
  /**
   * The lines of its cosignature, checked.
   * @param known the size that it probably saw last.
   * @param proofFrom that the log grew from that size into the checkpoint.
   * @throws WitnessRefused, or whatever the way to it brings.
   */
  cosign(
    checkpoint: Pick<KeptCheckpoint, 'size' | 'note'>,
    known: number,
    proofFrom: (size: number) => Promise<Buffer[]>,
    signal: AbortSignal,
  ): Promise<string>;
}

/** It answered, and not with a cosignature. */
export class WitnessRefused extends Error {}
