/** Places outside the database where checkpoints go: what is there is never overwritten. */

export interface Place {
  /** As the program log calls it. */
  readonly name: string;
  /**
   * Resolves once it is there for good.
   * @throws OtherContent when the path holds something else.
   */
  put(path: string, content: Buffer): Promise<void>;
  /** Null when nothing is there. */
  read(path: string): Promise<Buffer | null>;
  /** Paths that start so and come after another, in order. @param prefix ends with a slash. */
  list(prefix: string, after?: string): Promise<string[]>;
}

/** Something else stands where this was to go. */
export class OtherContent extends Error {
  constructor(
    readonly place: string,
    readonly path: string,
  ) {
    super(`${place} holds something else at ${path}`);
  }
}

const DIGITS = 20;
/** A folder for each ten thousand records: at each turn the last one is listed, and not what was signed in all years. */
const DIGITS_OF_FOLDER = 16;

export const CHECKPOINTS = 'checkpoints/';
export const LEAVES = 'leaves/';

/** The signed note of a checkpoint. */
export function checkpointPath(size: number): string {
  return `${CHECKPOINTS}${folderOf(size)}/${digits(size)}`;
}

/** The size that a path is of; undefined when it is of none. */
export function sizeOfCheckpoint(path: string): number | undefined {
  const [, size] = /\/([0-9]{20})$/.exec(path) ?? [];
  return size !== undefined && checkpointPath(Number(size)) === path ? Number(size) : undefined;
}

/** Hashes of leaves since the checkpoint before: from (counted from 0) up to but without until. */
export function leavesPath(from: number, until: number): string {
  return `${LEAVES}${folderOf(from)}/${digits(from)}-${digits(until)}`;
}

/** Which leaves a path is of; undefined when it is of none. */
export function leavesOfPath(path: string): { from: number; until: number } | undefined {
  const [from, until] = (/\/([0-9]{20})-([0-9]{20})$/.exec(path) ?? []).slice(1).map(Number);
  if (from === undefined || until === undefined || leavesPath(from, until) !== path) return undefined;
  return { from, until };
}

function folderOf(number: number): string {
  return digits(number).slice(0, DIGITS_OF_FOLDER);
}

function digits(number: number): string {
  return String(number).padStart(DIGITS, '0');
}
