/** Where leaf hashes are kept: the places outside, and the database. */
import { LEAVES, leavesOfPath, leavesPath, type Place } from '../places.js';
import { HASH_BYTES } from '../tree/hash.js';

/** Leaves from (counted from 0) up to but without until; undefined for each that is not there. */
export type Leaves = (Buffer | undefined)[];

export interface LeafSource {
  readonly name: string;
  leaves(from: number, until: number): Promise<Leaves>;
}

interface Stretch {
  from: number;
  until: number;
}

/** What a place holds at this moment. */
export async function leavesAt(place: Place): Promise<LeafSource> {
  const files = (await place.list(LEAVES)).map(leavesOfPath).filter((stretch) => stretch !== undefined);
  return { name: place.name, leaves: (from, until) => fromFiles(place, files, { from, until }) };
}

/** The file of just this stretch, or of all that lie over it: after a failure the next file may begin where one began. */
async function fromFiles(place: Place, files: readonly Stretch[], asked: Stretch): Promise<Leaves> {
  const leaves: Leaves = Array.from({ length: asked.until - asked.from });
  for (const file of over(files, asked))
    put(leaves, asked, file.from, await place.read(leavesPath(file.from, file.until)));
  return leaves;
}

function over(files: readonly Stretch[], asked: Stretch): Stretch[] {
  const start = firstReaching(files, asked.from);
  const some: Stretch[] = [];
  for (let at = start; at < files.length; at += 1) {
    const file = files[at] as Stretch;
    if (file.from >= asked.until) break;
    if (file.from === asked.from && file.until === asked.until) return [file];
    if (file.until > asked.from) some.push(file);
  }
  return some;
}

/** Files are in order of where they begin; one that reaches further than where the next begins is of one failed turn only. */
function firstReaching(files: readonly Stretch[], from: number): number {
  let [low, high] = [0, files.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((files[middle] as Stretch).until > from) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Puts hashes that lie one behind another in their places; what falls outside is left out. */
export function put(leaves: Leaves, { from, until }: Stretch, first: number, hashes: Buffer | null): void {
  const count = Math.floor((hashes?.length ?? 0) / HASH_BYTES);
  for (let at = Math.max(first, from); at < Math.min(first + count, until); at += 1) {
    leaves[at - from] = hashes?.subarray((at - first) * HASH_BYTES, (at - first + 1) * HASH_BYTES);
  }
}
