import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeKey } from '../../../../../demo/keys.js';
import { TlogWitness } from '../../../../../subgraphs/audit/data/witnesses/tlog-witness.js';
import type { Witness } from '../../../../../subgraphs/audit/domain/checkpoints/witness.js';
import { checkpointPath } from '../../../../../subgraphs/audit/domain/places.js';
import { cosignedAt } from '../../../../../subgraphs/audit/domain/tree/cosignature.js';
import { NoteSigner, parseNote, VerifierKey } from '../../../../../subgraphs/audit/domain/tree/signed-note.js';
import { signingWorld } from '../../domain/checkpoints/signing-world.js';
import { startSmallWitness } from './small-witness.js';

describe('a witness (C2SP tlog-witness)', () => {
  const witnesses: Witness[] = [];
  let world: ReturnType<typeof signingWorld>;
  let witness: Awaited<ReturnType<typeof startSmallWitness>>;

  beforeEach(async () => {
    witnesses.length = 0;
    world = signingWorld(witnesses);
    witness = await startSmallWitness(world.signer.verifierKey);
    witnesses.push(new TlogWitness(witness));
  });

  afterEach(() => witness.stop());

  /** When the witness signed the note of this size, as its line under it says. */
  function cosignedOf(size: number): Date | undefined {
    const { text, signatures } = parseNote(String(world.places[0].files.get(checkpointPath(size))));
    return signatures.map((line) => cosignedAt(text, line, witness.key)).find((at) => at !== undefined);
  }

  it('cosigns each checkpoint, after it has seen that the log only grew', async () => {
    const copied = world.copy();
    for (const count of [3, 300, 5]) {
      world.add(count);
      await copied.run();
    }
    expect([3, 303, 308].map(cosignedOf)).toEqual([expect.any(Date), expect.any(Date), expect.any(Date)]);
    expect(witness.seen.size).toBe(308);
    expect(witness.answers).toEqual([200, 200, 200]);
  });

  it('that saw another checkpoint last says which, and gets the proof from there', async () => {
    const copied = world.copy();
    world.add(3);
    await copied.run();
    const { seen } = witness;
    world.add(4);
    await copied.run();
    witness.seen = seen;
    world.add(5);
    await copied.run();
    expect(witness.answers).toEqual([200, 200, 409, 200]);
    expect(cosignedOf(12)).toBeInstanceOf(Date);
  });

  it.each<[string, () => void]>([
    ['saw another log', () => (witness.seen = { size: 2, root: Buffer.alloc(32) })],
    ['saw a longer log', () => (witness.seen = { size: 9, root: Buffer.alloc(32) })],
    ['does not answer', () => (witness.isSilent = true)],
    ['cannot be reached', () => witnesses.splice(0, 1, new TlogWitness({ ...witness, url: 'http://127.0.0.1:9' }))],
    ['signs with another key', () => witnesses.splice(0, 1, new TlogWitness({ ...witness, key: otherKey() }))],
  ])('that %s holds up nothing, and is named in the log of the program', async (_, change) => {
    change();
    world.add(3);
    await world.copy().run();
    expect(cosignedOf(3)).toBeUndefined();
    expect(world.kept.map(({ size }) => size)).toEqual([3]);
    expect(world.logged).toEqual([['warn', 'a witness did not cosign']]);
  });
});

function otherKey(): VerifierKey {
  const text = new NoteSigner('witness.example', makeKey('witness')).verifierKey;
  return VerifierKey.of(text.name, 4, Buffer.from(text.toString().split('+').slice(2).join('+'), 'base64').subarray(1));
}
