/** The hashes of stretches of leaves, many at once: what proofs are made of. */
import { Frontier, peaksOf, type Place } from './frontier.js';
import { KEPT_FROM_LEVEL, type TreeHashes } from './tree-hashes.js';

/** Leaves from (counted from 0) up to but without until. */
export interface Range {
  from: number;
  until: number;
}

/** What proofs are made from; questions for many places at once. */
export interface ProofHashes extends Pick<TreeHashes, 'nodes'> {
  /** The leaves of each range, none longer than a run. @throws MissingHash */
  runs(ranges: readonly Range[]): Promise<Buffer[][]>;
}

/** Leaves of the smallest subtree that is kept. */
export const RUN = 2 ** KEPT_FROM_LEVEL;

/**
 * The Merkle tree hash of each range, in two questions however many ranges there are.
 * @param ranges as proofs have them: each starts at a multiple of the smallest power of two that it fits in.
 */
export async function hashesOfRanges(hashes: ProofHashes, ranges: readonly Range[]): Promise<Buffer[]> {
  const kept = new Map(ranges.flatMap(keptOf).map((place) => [`${place.level}/${place.index}`, place]));
  const runs = runsOf(ranges.map(tailOf));
  const [nodes, leaves] = await Promise.all([hashes.nodes([...kept.values()]), hashes.runs([...runs.values()])]);
  const nodeAt = new Map([...kept.keys()].map((key, index) => [key, nodes[index] as Buffer]));
  const leavesIn = new Map([...runs.keys()].map((run, index) => [run, leaves[index] as Buffer[]]));
  return ranges.map((range) => {
    const whole = keptOf(range).map(({ level, index }) => nodeAt.get(`${level}/${index}`) as Buffer);
    const frontier = Frontier.of(wholeOf(range), whole);
    const { from, until } = tailOf(range);
    const start = runs.get(runAt(from))?.from ?? 0;
    const run = from < until ? (leavesIn.get(runAt(from)) ?? []) : [];
    for (const leaf of run.slice(from - start, until - start)) frontier.append(leaf);
    return frontier.root;
  });
}

/** The subtrees that are kept and that make up the first part of a range. */
function keptOf(range: Range): Place[] {
  return peaksOf(wholeOf(range)).map(({ level, index }) => ({ level, index: range.from / 2 ** level + index }));
}

/** How many leaves those hold. */
function wholeOf({ from, until }: Range): number {
  return until - from - ((until - from) % RUN);
}

/** The rest, which lies within one run. */
function tailOf(range: Range): Range {
  return { from: range.from + wholeOf(range), until: range.until };
}

function runAt(leaf: number): number {
  return Math.floor(leaf / RUN);
}

/** Of each run the part that holds all tails in it. */
function runsOf(tails: readonly Range[]): Map<number, Range> {
  const runs = new Map<number, Range>();
  for (const { from, until } of tails) {
    if (from === until) continue;
    const known = runs.get(runAt(from)) ?? { from, until };
    runs.set(runAt(from), { from: Math.min(known.from, from), until: Math.max(known.until, until) });
  }
  return runs;
}
