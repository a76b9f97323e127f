/**
 * Grows the tree again from the leaves that are kept, checkpoint by checkpoint, and tells which leaves were signed for:
 * those that make the signed root. Where what is kept outside does not make it, and the database does, it is the other way round.
 */
import type { Checkpoint } from '../tree/checkpoint.js';
import { Frontier, type Place as NodePlace, type TreeNode } from '../tree/frontier.js';
import { KEPT_FROM_LEVEL } from '../tree/tree-hashes.js';
import type { Fault, Finding } from './finding.js';
import type { Leaves, LeafSource } from './leaf-source.js';

export interface KeptTree extends LeafSource {
  /** Null for each that is not there. */
  nodes(places: readonly NodePlace[]): Promise<(Buffer | null)[]>;
}

export class TreeWalk {
  readonly findings: Finding[] = [];
  /** Number of leaves behind us. */
  position = 0;
  private frontier = Frontier.empty();
  /** From here on no root can follow. */
  private broken = false;
  private readonly sources: LeafSource[];

  constructor(
    outside: readonly LeafSource[],
    private readonly database: KeptTree | null = null,
  ) {
    this.sources = database === null ? [...outside] : [...outside, database];
  }

  /** Leaves after the last ones, up to what was signed. */
  async upTo(checkpoint: Checkpoint): Promise<Leaves> {
    const all = await this.all(checkpoint.size);
    const proven = this.broken ? undefined : all.find((leaves) => this.makes(leaves, checkpoint.root));
    if (proven === undefined && !this.broken) this.breakAt(checkpoint, all);
    const leaves = proven ?? firstKnown(all);
    await this.goOn(leaves, all);
    return leaves;
  }

  /** Leaves after the last checkpoint: nobody signed for them, so what the database says is all there is. */
  async unsignedUpTo(size: number): Promise<Leaves> {
    const leaves = (await this.database?.leaves(this.position, size)) ?? [];
    await this.goOn(leaves, [...this.sources.slice(1).map(() => leaves), leaves]);
    return leaves;
  }

  private all(size: number): Promise<Leaves[]> {
    return Promise.all(this.sources.map((source) => source.leaves(this.position, size)));
  }

  private makes(leaves: Leaves, root: Buffer): boolean {
    return grown(this.frontier, leaves)?.frontier.root.equals(root) === true;
  }

  private breakAt({ size, signedAt }: Checkpoint, all: readonly Leaves[]): void {
    this.broken = true;
    const known = all.some((leaves) => leaves.every((leaf) => leaf !== undefined));
    const says = known
      ? `what was signed ${signedAt.toISOString()} over ${size} records does not follow from what was signed before it`
      : `what was signed ${signedAt.toISOString()} over ${size} records cannot be proven: leaves are gone`;
    this.fault('FORKED', size, says);
  }

  private async goOn(leaves: Leaves, all: readonly Leaves[]): Promise<void> {
    for (const [index, source] of this.sources.entries()) this.compare(source, leaves, all[index] ?? []);
    const next = this.broken ? undefined : grown(this.frontier, leaves);
    this.position += leaves.length;
    if (next === undefined) this.broken = true;
    else {
      this.frontier = next.frontier;
      await this.compareNodes(next.whole);
    }
  }

  /** Names the first leaf of a source that is not the right one. */
  private compare(source: LeafSource, right: Leaves, kept: Leaves): void {
    const at = right.findIndex((leaf, index) => {
      const other = kept[index];
      return other === undefined || (leaf !== undefined && !leaf.equals(other));
    });
    if (at === -1) return;
    const sequence = this.position + at + 1;
    const how = kept[at] === undefined ? 'is gone' : 'is not the one that was signed';
    const what = source === this.database ? 'TREE_CHANGED' : 'PLACE_CHANGED';
    this.fault(what, sequence, `the leaf of record ${sequence} at ${source.name} ${how}`);
  }

  private async compareNodes(whole: readonly TreeNode[]): Promise<void> {
    if (whole.length === 0 || this.database === null) return;
    const kept = await this.database.nodes(whole);
    const wrong = whole.find(({ hash }, index) => kept[index]?.equals(hash) !== true);
    if (wrong === undefined) return;
    const from = wrong.index * 2 ** wrong.level + 1;
    const until = (wrong.index + 1) * 2 ** wrong.level;
    this.fault(
      'TREE_CHANGED',
      until,
      `the database's hash over records ${from} to ${until} is not that of their leaves`,
    );
  }

  private fault(what: Fault, sequence: number, says: string): void {
    this.findings.push({ what, sequence, id: null, at: null, says });
  }
}

/** Undefined when a leaf is not there. */
function grown(frontier: Frontier, leaves: Leaves): { frontier: Frontier; whole: TreeNode[] } | undefined {
  const next = frontier.copy();
  const whole: TreeNode[] = [];
  for (const leaf of leaves) {
    if (leaf === undefined) return undefined;
    for (const node of next.append(leaf)) if (node.level >= KEPT_FROM_LEVEL) whole.push(node);
  }
  return { frontier: next, whole };
}

/** The place outside knows better than the database. */
function firstKnown(all: readonly Leaves[]): Leaves {
  const [first = []] = all;
  return Array.from(first, (_, index) => all.find((leaves) => leaves[index] !== undefined)?.[index]);
}
