import { describe, expect, it } from '@jest/globals';
import { consistencyProof, verifyConsistency } from '../../../../../subgraphs/audit/domain/tree/consistency-proof.js';
import { hashLeaf } from '../../../../../subgraphs/audit/domain/tree/hash.js';
import { inclusionProofs, verifyInclusion } from '../../../../../subgraphs/audit/domain/tree/inclusion-proof.js';
import { frontierOf } from '../../../../../subgraphs/audit/domain/tree/tree-hashes.js';
import { flipped, keptTree, pathOf, proofOf, rootOf } from './naive-tree.js';

const MOST = 66_100;
const inputs = Array.from({ length: MOST }, (_, index) => Buffer.from(`record ${index}`));
const leaves = inputs.map((input) => hashLeaf(input));
const tree = keptTree(leaves);

/** Every leaf of every small tree; of larger ones those around the ends of runs. */
const SMALL = Array.from({ length: 20 }, (_, index) => index + 1);
const LARGE = [255, 256, 257, 300];
const CROSSING = [65_279, 65_535, 65_536, 65_537, 65_792, 66_000, MOST];

const headAt = async (size: number) => ({ size, root: (await frontierOf(tree, size)).root });

/** The leaves of a tree of which it matters where they are. */
const someOf = (size: number) =>
  [...new Set([0, 1, 2, 255, 256, 257, size >> 1, size - 257, size - 2, size - 1])].filter(
    (index) => index >= 0 && index < size,
  );

describe('proofs', () => {
  it.each([...SMALL, ...LARGE])('are, in a tree of %i leaves, those of the definition', async (size) => {
    const mine = inputs.slice(0, size);
    expect((await frontierOf(tree, size)).root).toEqual(rootOf(mine));
    const indexes = size <= 20 ? mine.map((_, index) => index) : someOf(size);
    expect(await inclusionProofs(tree, indexes, size)).toEqual(indexes.map((index) => pathOf(index, mine)));
    for (const earlier of indexes.map((index) => index + 1)) {
      expect(await consistencyProof(tree, earlier, size)).toEqual(proofOf(earlier, mine));
    }
  });

  it('hold in every tree of up to 300 leaves (RFC 9162 §2.1.3.2, §2.1.4.2)', async () => {
    const heads = await Promise.all(Array.from({ length: 301 }, (_, size) => headAt(size)));
    const wrong: string[] = [];
    for (const later of heads.slice(1)) {
      const { size } = later;
      const indexes = [0, size >> 1, size - 1];
      const paths = await inclusionProofs(tree, indexes, size);
      for (const [at, index] of indexes.entries()) {
        const leaf = leaves[index] as Buffer;
        if (!verifyInclusion({ leaf, index, ...later }, paths[at] ?? [])) wrong.push(`${index} in ${size}`);
        const path = await consistencyProof(tree, index, size);
        if (!verifyConsistency(heads[index] as typeof later, later, path)) wrong.push(`${index} to ${size}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(CROSSING)('hold in a tree of %i leaves', async (size) => {
    const later = await headAt(size);
    const indexes = [...someOf(size), 65_534, 65_535, 65_536].filter((index) => index < size);
    const paths = await inclusionProofs(tree, indexes, size);
    expect(
      indexes.filter(
        (index, at) => !verifyInclusion({ leaf: leaves[index] as Buffer, index, ...later }, paths[at] ?? []),
      ),
    ).toEqual([]);
    for (const earlier of [...indexes, size]) {
      const path = await consistencyProof(tree, earlier, size);
      expect([earlier, verifyConsistency(await headAt(earlier), later, path)]).toEqual([earlier, true]);
    }
  });

  it('are made of a page of leaves with two questions', async () => {
    const before = tree.asked;
    await inclusionProofs(
      tree,
      Array.from({ length: 50 }, (_, index) => index * 1_300),
      MOST,
    );
    expect(tree.asked - before).toBe(2);
  });
});

describe('a wrong proof of a leaf is refused', () => {
  it.each([5, 8, 100, 257, 65_537])('in a tree of %i leaves', async (size) => {
    const { root } = await headAt(size);
    const roots = { less: (await headAt(size - 1)).root, more: (await headAt(size + 1)).root };
    for (const index of someOf(size)) {
      const leaf = leaves[index] as Buffer;
      const [path = []] = await inclusionProofs(tree, [index], size);
      const claims = [
        ...path.map((_, at) =>
          verifyInclusion({ leaf, index, size, root }, path.with(at, flipped(path[at] as Buffer))),
        ),
        verifyInclusion({ leaf: flipped(leaf), index, size, root }, path),
        verifyInclusion({ leaf: root, index, size, root }, []),
        verifyInclusion({ leaf, index, size, root: flipped(root) }, path),
        verifyInclusion({ leaf, index: index + 1, size, root }, path),
        verifyInclusion({ leaf, index: index - 1, size, root }, path),
        verifyInclusion({ leaf, index: index + 0.5, size, root }, path),
        verifyInclusion({ leaf, index, size: size - 1, root: roots.less }, path),
        verifyInclusion({ leaf, index, size: size + 1, root: roots.more }, path),
        verifyInclusion({ leaf, index, size, root }, path.slice(1)),
        verifyInclusion({ leaf, index, size, root }, [...path, root]),
        verifyInclusion({ leaf, index, size, root }, path.toReversed()) && path.length > 1,
      ];
      expect([index, claims.indexOf(true)]).toEqual([index, -1]);
    }
  });
});

describe('a wrong proof of growth is refused', () => {
  it.each([
    [3, 5],
    [4, 8],
    [6, 8],
    [7, 300],
    [256, 300],
    [257, 65_537],
    [65_536, 65_537],
  ])('from %i to %i leaves', async (from, to) => {
    const [earlier, later] = [await headAt(from), await headAt(to)];
    const path = await consistencyProof(tree, from, to);
    const claims = [
      ...path.map((_, at) => verifyConsistency(earlier, later, path.with(at, flipped(path[at] as Buffer)))),
      verifyConsistency({ ...earlier, root: flipped(earlier.root) }, later, path),
      verifyConsistency(earlier, { ...later, root: flipped(later.root) }, path),
      verifyConsistency(await headAt(from - 1), later, path),
      verifyConsistency(await headAt(from + 1), later, path),
      verifyConsistency(earlier, await headAt(to - 1), path),
      verifyConsistency(earlier, await headAt(to + 1), path),
      verifyConsistency(later, earlier, path),
      verifyConsistency(earlier, later, []),
      verifyConsistency(earlier, later, path.slice(1)),
      verifyConsistency(earlier, later, [...path, later.root]),
    ];
    expect(claims.indexOf(true)).toBe(-1);
  });

  it('when nothing was added and the root is another', async () => {
    const head = await headAt(7);
    expect(verifyConsistency(head, head, [])).toBe(true);
    expect(verifyConsistency(head, { ...head, root: flipped(head.root) }, [])).toBe(false);
    expect(verifyConsistency(head, head, [head.root])).toBe(false);
  });
});

describe('of a tree no proof is made', () => {
  it('for a leaf that is not in it, or a size that it never had', async () => {
    await expect(inclusionProofs(tree, [7], 7)).rejects.toThrow('leaf 7 is not in a tree of 7 leaves');
    await expect(consistencyProof(tree, 8, 7)).rejects.toThrow('never grew from 8');
  });
});
