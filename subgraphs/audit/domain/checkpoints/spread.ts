/** Puts a checkpoint in the places outside the database, every one of them, and finds what is there already. */
import { CHECKPOINTS, checkpointPath, leavesPath, OtherContent, sizeOfCheckpoint, type Place } from '../places.js';
import { parseCheckpoint } from '../tree/checkpoint.js';
import { NoteFault, openNote, type VerifierKey } from '../tree/signed-note.js';
import type { KeptCheckpoint } from './kept-checkpoints.js';
import { LogTampered } from './log-tampered.js';

export interface Outside {
  places: readonly Place[];
  /** Of this log. */
  key: VerifierKey;
  /** Fires when nothing more may be put there. */
  signal: AbortSignal;
}

const MOST_AT_ONCE = 50;

/** The leaves first: whoever finds the note finds them. @throws LogTampered when a place holds something else (a fork). */
export async function spread(
  outside: Outside,
  from: number,
  checkpoint: KeptCheckpoint,
  leaves: Buffer,
): Promise<void> {
  await Promise.all(
    outside.places.map(async (place) => {
      await place.put(leavesPath(from, checkpoint.size), leaves).catch((error: unknown) => {
        throw error instanceof OtherContent ? new LogTampered(checkpoint.size, error.message) : error;
      });
      await putNote(outside, place, checkpoint);
    }),
  );
}

/** Is each place still holding what was signed last? What is gone there is put back. @throws LogTampered */
export async function putNotes(outside: Outside, checkpoint: KeptCheckpoint): Promise<void> {
  await Promise.all(outside.places.map((place) => putNote(outside, place, checkpoint)));
}

/** The checkpoints beyond a size that some place holds, and that the database does not know of: smallest first, some at a time. */
export async function checkpointsBeyond(outside: Outside, size: number): Promise<KeptCheckpoint[]> {
  const held = await Promise.all(
    outside.places.map(async (place) => {
      const paths = await place.list(CHECKPOINTS, checkpointPath(size));
      return paths.map((path) => ({ place, path, size: sizeOfCheckpoint(path) ?? 0 }));
    }),
  );
  const once = [...new Map(held.flat().map((found) => [found.size, found])).values()];
  const later = once.filter((found) => found.size > size).sort((one, other) => one.size - other.size);
  return Promise.all(
    later
      .slice(0, MOST_AT_ONCE)
      .map(async ({ place, path, size: at }) => signedNote(outside.key, at, await place.read(path))),
  );
}

/** Two copies of the program may have signed the same tree at different moments: that is no fork. */
async function putNote({ key }: Outside, place: Place, checkpoint: KeptCheckpoint): Promise<void> {
  const path = checkpointPath(checkpoint.size);
  try {
    await place.put(path, Buffer.from(checkpoint.note));
  } catch (error) {
    if (!(error instanceof OtherContent)) throw error;
    const { root } = signedNote(key, checkpoint.size, await place.read(path));
    if (!root.equals(checkpoint.root)) throw new LogTampered(checkpoint.size, `${place.name} holds a fork of the log`);
  }
}

/** @throws LogTampered when that is not what this log signed for that size. */
function signedNote(key: VerifierKey, size: number, content: Buffer | null): KeptCheckpoint {
  try {
    const note = content?.toString() ?? '';
    const { origin, ...checkpoint } = parseCheckpoint(openNote(note, [key]).text);
    if (origin === key.name && checkpoint.size === size) return { ...checkpoint, note };
    throw new NoteFault('it is of another log, or of another size');
  } catch (error) {
    throw error instanceof NoteFault ? new LogTampered(size, `outside the database: ${error.message}`) : error;
  }
}
