/** Signs for the log as it is now, in every place outside the database, and never again once something does not fit. */
import type { Log } from '../../../../program/log.js';
import type { Place } from '../places.js';
import { checkpointText } from '../tree/checkpoint.js';
import { consistencyProof } from '../tree/consistency-proof.js';
import type { ProofHashes } from '../tree/range-hashes.js';
import type { NoteSigner } from '../tree/signed-note.js';
import type { TreeHashes } from '../tree/tree-hashes.js';
import { assertStands, headGrownFrom, NOTHING } from './growth.js';
import type { KeptCheckpoint, KeptCheckpoints } from './kept-checkpoints.js';
import { checkpointsBeyond, putNotes, spread, type Outside } from './spread.js';
import type { Witness } from './witness.js';

export interface SigningNeeds {
  hashes: TreeHashes & ProofHashes;
  checkpoints: KeptCheckpoints;
  places: readonly Place[];
  witnesses: readonly Witness[];
  signer: NoteSigner;
  clock: () => Date;
  log: Pick<Log, 'warn'>;
}

/** Leaves between two checkpoints: 4 MiB to send, whatever had piled up. */
const MOST_LEAVES = 131_072;
/** Leaves read in one go, so that the writer's turn comes between. */
const LEAVES_AT_ONCE = 8_192;
const WITNESS_LIMIT_MS = 2_000;

/** What a turn may do and needs to know. */
export interface Turn {
  /** Fires when the turn is given up: then nothing more is put anywhere. */
  signal: AbortSignal;
  /** The size that is known to be signed in every place. */
  known: number | undefined;
}

/**
 * One turn: what stands outside and not in the database is taken over, what was signed must still hold, and what came
 * since is signed. A log to which nothing was added has nothing to sign: its last checkpoint still says all.
 * @returns the size up to which everything is signed.
 * @throws LogTampered
 */
export async function signCheckpoints(needs: SigningNeeds, { signal, known }: Turn): Promise<number> {
  const outside = { places: needs.places, key: needs.signer.verifierKey, signal };
  const kept = await needs.checkpoints.last();
  if (kept !== null && kept.size !== known) await putNotes(outside, kept);
  let last = await takeOver(needs, outside, kept);
  if (last !== null) await assertStands(needs.hashes, last);
  const size = await needs.hashes.size();
  while (size > (last?.size ?? 0)) last = await signNext(needs, outside, last, size);
  return last?.size ?? 0;
}

/** A copy that died between the places and the database left them behind. */
async function takeOver(needs: SigningNeeds, outside: Outside, kept: KeptCheckpoint | null) {
  let last = kept;
  for (;;) {
    const found = await checkpointsBeyond(outside, last?.size ?? 0);
    if (found.length === 0) return last;
    for (const checkpoint of found) {
      await assertStands(needs.hashes, checkpoint);
      needs.log.warn({ size: checkpoint.size }, 'a checkpoint stood in a place outside only');
      last = await publish(needs, outside, last, checkpoint);
    }
  }
}

async function signNext(needs: SigningNeeds, outside: Outside, last: KeptCheckpoint | null, size: number) {
  const next = Math.min(size, (last?.size ?? 0) + MOST_LEAVES);
  const head = await headGrownFrom(needs.hashes, last ?? NOTHING, next);
  const signedAt = needs.clock();
  const { signer } = needs;
  const note = signer.sign(checkpointText({ ...head, origin: signer.verifierKey.name, signedAt }));
  const checkpoint = { ...head, signedAt, note };
  return publish(needs, outside, last, { ...checkpoint, note: note + (await cosignatures(needs, last, checkpoint)) });
}

/** In the database last: what is there stands outside too. */
async function publish(
  needs: SigningNeeds,
  outside: Outside,
  last: KeptCheckpoint | null,
  checkpoint: KeptCheckpoint,
): Promise<KeptCheckpoint> {
  const from = last?.size ?? 0;
  const leaves = await leavesBetween(needs.hashes, from, checkpoint.size);
  outside.signal.throwIfAborted();
  await spread(outside, from, checkpoint, leaves);
  outside.signal.throwIfAborted();
  await needs.checkpoints.add(checkpoint);
  return checkpoint;
}

async function leavesBetween(hashes: TreeHashes, from: number, until: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let start = from; start < until; start += LEAVES_AT_ONCE) {
    parts.push(...(await hashes.leaves(start, Math.min(start + LEAVES_AT_ONCE, until))));
  }
  return Buffer.concat(parts);
}

/** A witness that does not answer in time holds up nothing; that it did not is logged. */
async function cosignatures(needs: SigningNeeds, last: KeptCheckpoint | null, checkpoint: KeptCheckpoint) {
  const { hashes, witnesses, log } = needs;
  const signal = AbortSignal.timeout(WITNESS_LIMIT_MS);
  const proofFrom = (size: number) => consistencyProof(hashes, size, checkpoint.size);
  const lines = await Promise.all(
    witnesses.map((witness) =>
      witness.cosign(checkpoint, last?.size ?? 0, proofFrom, signal).catch((error: unknown) => {
        log.warn({ err: error, witness: witness.name, size: checkpoint.size }, 'a witness did not cosign');
        return '';
      }),
    ),
  );
  return lines.join('');
}
