import { Frontier, peaksOf, type Place } from './frontier.js';

/** Subtrees of 256 leaves and more are kept; smaller ones are worked out from the leaves. */
export const KEPT_FROM_LEVEL = 8;

/** A hash that should be kept is not. */
export class MissingHash extends Error {}

/** The hashes of the tree as they are kept beside the records: they stay when records are no longer kept. */
export interface TreeHashes {
  /** The number of leaves that are there. */
  size(): Promise<number>;
  /** Of leaves from (counted from 0) up to but without until, in order. @throws MissingHash */
  leaves(from: number, until: number): Promise<Buffer[]>;
  /** Of whole subtrees of KEPT_FROM_LEVEL and higher, in the order asked. @throws MissingHash */
  nodes(places: readonly Place[]): Promise<Buffer[]>;
}

/** The right edge of the tree as it was at this size. */
export async function frontierOf(hashes: Pick<TreeHashes, 'leaves' | 'nodes'>, size: number): Promise<Frontier> {
  const kept = peaksOf(size).filter(({ level }) => level >= KEPT_FROM_LEVEL);
  const whole = size - (size % 2 ** KEPT_FROM_LEVEL);
  const frontier = Frontier.of(whole, await hashes.nodes(kept));
  for (const leaf of await hashes.leaves(whole, size)) frontier.append(leaf);
  return frontier;
}
