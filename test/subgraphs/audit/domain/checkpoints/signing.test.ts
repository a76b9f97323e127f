import { describe, expect, it } from '@jest/globals';
import { checkpointPath, leavesPath } from '../../../../../subgraphs/audit/domain/places.js';
import { checkpointText, parseCheckpoint } from '../../../../../subgraphs/audit/domain/tree/checkpoint.js';
import { openNote } from '../../../../../subgraphs/audit/domain/tree/signed-note.js';
import { frontierOf } from '../../../../../subgraphs/audit/domain/tree/tree-hashes.js';
import { flipped, keptTree } from '../tree/naive-tree.js';
import { signingWorld } from './signing-world.js';

const LOUD = ['error', 'the log was tampered with: nothing is signed'];

describe('signing', () => {
  it('says in every place what the log is, with the leaves since the last time before it', async () => {
    const { add, copy, leaves, kept, places, signer, now } = signingWorld();
    const copied = copy();
    add(300);
    await copied.run();
    add(5);
    await copied.run();
    const { root } = await frontierOf(keptTree(leaves), 305);
    for (const { files } of places) {
      expect([...files.keys()]).toEqual([
        leavesPath(0, 300),
        checkpointPath(300),
        leavesPath(300, 305),
        checkpointPath(305),
      ]);
      const { text } = openNote(String(files.get(checkpointPath(305))), [signer.verifierKey]);
      expect(parseCheckpoint(text)).toEqual({ origin: 'log.example', size: 305, root, signedAt: now });
      expect(files.get(leavesPath(300, 305))).toEqual(Buffer.concat(leaves.slice(300)));
    }
    expect(kept.map(({ size }) => size)).toEqual([300, 305]);
  });

  it('says nothing new of a log to which nothing was added', async () => {
    const { add, copy, kept } = signingWorld();
    const copied = copy();
    await copied.run();
    add(3);
    await copied.run();
    await copied.run();
    expect(kept).toHaveLength(1);
  });

  it('is done once more at the end', async () => {
    const { add, copy, kept } = signingWorld();
    const copied = copy();
    add(3);
    await copied.close();
    expect(kept).toHaveLength(1);
  });

  it('goes on where a place failed, and rings the bell after a minute', async () => {
    const world = signingWorld();
    const copied = world.copy();
    world.add(3);
    world.places[1].state = 'full';
    await copied.run();
    expect(world.kept).toEqual([]);
    world.now = new Date(world.now.getTime() + 61_000);
    await copied.run();
    world.places[1].state = 'up';
    world.add(1);
    await copied.run();
    expect(world.kept.map(({ size }) => size)).toEqual([3, 4]);
    expect(world.places[1].files).toEqual(world.places[0].files);
    expect(world.logged[0]).toEqual(['warn', 'no checkpoint could be signed; it is tried again']);
    expect(world.logged).toContainEqual(['error', 'no checkpoint can be signed']);
    expect(copied.tampered).toBe(false);
  });

  it('takes over what a copy that died had put outside only', async () => {
    const world = signingWorld();
    world.add(3);
    await world.copy().run();
    world.kept.length = 0;
    world.places[1].files.clear();
    await world.copy().run();
    expect(world.kept.map(({ size }) => size)).toEqual([3]);
    expect(world.places[1].files).toEqual(world.places[0].files);
  });

  it('takes two notes over the same tree, of two copies at different moments, for no fork', async () => {
    const world = signingWorld();
    world.add(3);
    await world.copy().run();
    const [{ root } = { root: Buffer.alloc(0) }] = world.kept;
    const later = { origin: 'log.example', size: 3, root, signedAt: new Date('2025-11-22T10:00:05.000Z') };
    world.places[1].files.set(checkpointPath(3), Buffer.from(world.signer.sign(checkpointText(later))));
    const copied = world.copy();
    await copied.run();
    expect(copied.tampered).toBe(false);
  });

  it('does not wait without end for a place that is silent when the program ends', async () => {
    const world = signingWorld();
    world.add(3);
    world.places[0].state = 'silent';
    const copied = world.copy();
    await copied.run(20);
    expect(world.kept).toEqual([]);
    expect(world.logged).toEqual([['warn', 'no checkpoint could be signed; it is tried again']]);
  });
});

describe('signing stops for good, loudly,', () => {
  async function signedWorld() {
    const world = signingWorld();
    world.add(300);
    const copied = world.copy();
    await copied.run();
    return { world, copied };
  }

  it.each<[string, (world: Awaited<ReturnType<typeof signedWorld>>['world']) => void]>([
    ['when a leaf is another', ({ leaves }) => void leaves.splice(299, 1, flipped(leaves[0] as Buffer))],
    ['when the log is shorter', ({ leaves }) => void leaves.splice(290)],
    [
      'when the log was written anew, longer',
      (world) => {
        world.leaves.length = 0;
        world.add(400, 'other');
      },
    ],
    [
      'when the checkpoints were taken away too',
      (world) => {
        world.leaves.splice(290);
        world.kept.length = 0;
      },
    ],
    [
      'when log and checkpoints are gone altogether',
      ({ leaves, kept }) => {
        leaves.length = 0;
        kept.length = 0;
      },
    ],
    [
      'when a place holds a note that this log did not sign',
      ({ places }) => {
        places[0].files.set(checkpointPath(301), Buffer.from('something\n'));
      },
    ],
    [
      'when a place holds a note over another tree',
      ({ places, signer }) => {
        const fork = { origin: 'log.example', size: 301, root: Buffer.alloc(32), signedAt: new Date() };
        places[0].files.set(checkpointPath(301), Buffer.from(signer.sign(checkpointText(fork))));
      },
    ],
  ])('%s', async (_, tamper) => {
    const { world, copied } = await signedWorld();
    const before = world.kept.length;
    tamper(world);
    world.add(7, 'later');
    await copied.run();
    expect(copied.tampered).toBe(true);
    expect(world.logged.at(-1)).toEqual(LOUD);
    const after = world.kept.length;
    await copied.run();
    await copied.close();
    expect(world.kept.length).toBe(after);
    expect(after).toBeLessThanOrEqual(before);
  });

  it('also in a copy that is started anew when the note of a place is another', async () => {
    const { world } = await signedWorld();
    const fork = { origin: 'log.example', size: 300, root: Buffer.alloc(32), signedAt: new Date() };
    world.places[1].files.set(checkpointPath(300), Buffer.from(world.signer.sign(checkpointText(fork))));
    const copied = world.copy();
    await copied.run();
    expect(copied.tampered).toBe(true);
  });
});
