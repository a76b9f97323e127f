/** Where signed checkpoints are kept: the places outside, and the database. */
import { CHECKPOINTS, sizeOfCheckpoint, type Place } from '../places.js';

export interface KeptNote {
  size: number;
  note: string;
}

export interface CheckpointSource {
  readonly name: string;
  /** By size, the smallest first. */
  notes(): AsyncIterable<KeptNote>;
}

/** How many are read from a place at once. */
const AT_ONCE = 16;

/** What a place holds at this moment; what comes there later is left alone. */
export async function checkpointsAt(place: Place): Promise<CheckpointSource> {
  const paths = await place.list(CHECKPOINTS);
  return { name: place.name, notes: () => notesAt(place, paths) };
}

async function* notesAt(place: Place, paths: readonly string[]): AsyncGenerator<KeptNote> {
  for (let start = 0; start < paths.length; start += AT_ONCE) {
    const some = paths.slice(start, start + AT_ONCE);
    const notes = await Promise.all(some.map((path) => place.read(path)));
    for (const [index, path] of some.entries()) {
      const size = sizeOfCheckpoint(path);
      if (size !== undefined) yield { size, note: notes[index]?.toString() ?? '' };
    }
  }
}

/** Of one size what each source holds, in the order of the sources. */
export interface Kept {
  size: number;
  /** Null for a source that has none. */
  notes: (string | null)[];
}

/** The sizes that any source has a checkpoint of, the smallest first. */
export async function* merged(sources: readonly CheckpointSource[]): AsyncGenerator<Kept> {
  const streams = sources.map((source) => source.notes()[Symbol.asyncIterator]());
  const heads = await Promise.all(streams.map((stream) => stream.next()));
  for (;;) {
    const size = Math.min(...heads.map((head) => (head.done === true ? Infinity : head.value.size)));
    if (size === Infinity) return;
    const notes: (string | null)[] = heads.map(() => null);
    for (const [index, stream] of streams.entries()) {
      const head = heads[index];
      if (head === undefined || head.done === true || head.value.size !== size) continue;
      notes[index] = head.value.note;
      heads[index] = await stream.next();
    }
    yield { size, notes };
  }
}
