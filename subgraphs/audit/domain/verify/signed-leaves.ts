/** The leaves that were signed for, from the places outside alone. */
import type { Place } from '../places.js';
import { checkpointsAt, merged, type Kept } from './checkpoint-source.js';
import type { Finding } from './finding.js';
import { judgeCheckpoint, type Trust } from './judge-checkpoint.js';
import { leavesAt, type Leaves } from './leaf-source.js';
import { TreeWalk } from './tree-walk.js';

export class SignedLeaves {
  private from = 0;
  private leaves: Leaves = [];
  private readonly judged: Finding[] = [];

  private constructor(
    private readonly names: readonly string[],
    private readonly walk: TreeWalk,
    private readonly checkpoints: AsyncIterator<Kept>,
    private readonly trust: Trust,
    private readonly now: Date,
  ) {}

  static async of(places: readonly Place[], trust: Trust, now: Date): Promise<SignedLeaves> {
    const sources = await Promise.all(places.map(checkpointsAt));
    const walk = new TreeWalk(await Promise.all(places.map(leavesAt)));
    const names = places.map(({ name }) => name);
    return new SignedLeaves(names, walk, merged(sources)[Symbol.asyncIterator](), trust, now);
  }

  get findings(): Finding[] {
    return [...this.judged, ...this.walk.findings];
  }

  /** The leaf of a record; undefined when it was not signed for yet. Asked in order: there is no way back. */
  async of(sequence: number): Promise<Buffer | undefined> {
    while (this.from + this.leaves.length < sequence) {
      const next = await this.checkpoints.next();
      if (next.done === true) return undefined;
      const { checkpoint, findings } = judgeCheckpoint(next.value, [...this.names, ''], this.trust, this.now);
      this.judged.push(...findings);
      if (checkpoint === null) continue;
      this.from = this.walk.position;
      this.leaves = await this.walk.upTo(checkpoint);
    }
    return this.leaves[sequence - this.from - 1];
  }
}
