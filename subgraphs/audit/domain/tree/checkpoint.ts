/** A checkpoint: how large the log was, and the root of its tree then. C2SP tlog-checkpoint, with the time on a line of its own. */
import { HASH_BYTES } from './hash.js';
import { NoteFault } from './signed-note.js';

export interface Checkpoint {
  /** Name of the log. */
  origin: string;
  size: number;
  root: Buffer;
  signedAt: Date;
}

const TEXT = /^([^\n]+)\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)\ntime ([0-9T:.Z-]{24})\n$/u;

/** The text of the note that says it. */
export function checkpointText({ origin, size, root, signedAt }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\ntime ${signedAt.toISOString()}\n`;
}

/** @throws NoteFault when the text is not, letter for letter, what `checkpointText` makes. */
export function parseCheckpoint(text: string): Checkpoint {
  const [, origin = '', size = '', root = '', time = ''] = TEXT.exec(text) ?? [];
  const checkpoint = { origin, size: Number(size), root: Buffer.from(root, 'base64'), signedAt: new Date(time) };
  const isWhole = Number.isSafeInteger(checkpoint.size) && checkpoint.root.length === HASH_BYTES;
  if (!isWhole || Number.isNaN(checkpoint.signedAt.getTime()) || checkpointText(checkpoint) !== text) {
    throw new NoteFault('the text of the note is not a checkpoint');
  }
  return checkpoint;
}
