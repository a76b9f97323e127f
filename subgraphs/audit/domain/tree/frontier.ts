import { EMPTY_ROOT, hashChildren } from './hash.js';

/** A whole subtree: at level l, index i it covers leaves i·2^l up to (i+1)·2^l. */
export interface Place {
  level: number;
  index: number;
}

export interface TreeNode extends Place {
  hash: Buffer;
}

/** The right edge of a growing tree: of each whole subtree that has no sibling yet its hash; enough to go on, and for the root. */
export class Frontier {
  private constructor(
    /** Number of leaves. */
    private leaves: number,
    /** From left, the largest, to right. */
    private readonly peaks: TreeNode[],
  ) {}

  static empty(): Frontier {
    return new Frontier(0, []);
  }

  /** @param peaks the hashes at `peaksOf(size)`, in that order. */
  static of(size: number, peaks: readonly Buffer[]): Frontier {
    const places = peaksOf(size);
    if (places.length !== peaks.length) throw new Error(`a tree of ${size} leaves has ${places.length} peaks`);
    return new Frontier(
      size,
      peaks.map((hash, index) => ({ ...(places[index] as Place), hash })),
    );
  }

  get size(): number {
    return this.leaves;
  }

  get root(): Buffer {
    const [last, ...others] = this.peaks.map(({ hash }) => hash).reverse();
    return last === undefined ? EMPTY_ROOT : others.reduce((right, left) => hashChildren(left, right), last);
  }

  /** With the size, what it can be made of again: `Frontier.of`. */
  get peakHashes(): Buffer[] {
    return this.peaks.map(({ hash }) => hash);
  }

  copy(): Frontier {
    return new Frontier(this.leaves, [...this.peaks]);
  }

  /** Adds a leaf; returns the subtrees that became whole by it, the leaf itself not among them. */
  append(leaf: Buffer): TreeNode[] {
    const whole: TreeNode[] = [];
    let node: TreeNode = { level: 0, index: this.leaves, hash: leaf };
    while (this.peaks.at(-1)?.level === node.level) {
      const left = this.peaks.pop() as TreeNode;
      node = { level: node.level + 1, index: left.index / 2, hash: hashChildren(left.hash, node.hash) };
      whole.push(node);
    }
    this.peaks.push(node);
    this.leaves += 1;
    return whole;
  }
}

/** The whole subtrees that a tree of this size is made of, from left to right. */
export function peaksOf(size: number): Place[] {
  const places: Place[] = [];
  for (let level = 52; level >= 0; level -= 1) {
    const count = Math.floor(size / 2 ** level);
    if (count % 2 === 1) places.push({ level, index: count - 1 });
  }
  return places;
}
