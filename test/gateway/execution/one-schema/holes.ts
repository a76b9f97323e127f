/** Where errors left an answer without a value, by their paths: which of several errors was told first may differ. */
import type { GraphQLError } from 'graphql';

/** As paths, each with the errors at exactly that place; of what a null further up took along, only that there is one. */
export type Holes = ReadonlyMap<string, readonly string[]>;

/** @returns null for an error that left no hole: it is about something that nobody asked for. */
function holeOf(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] | null {
  let value = data;
  for (const [depth, key] of path.entries()) {
    if (value === null || value === undefined) return path.slice(0, depth);
    value = (value as Record<string | number, unknown>)[key];
  }
  return value === null || value === undefined ? path : null;
}

export function holesOf(data: unknown, errors: readonly GraphQLError[]): Holes {
  const holes = new Map<string, string[]>();
  for (const { path = [], message } of errors) {
    const hole = holeOf(data, path);
    if (hole === null) continue;
    const key = hole.join('.');
    const told = holes.get(key) ?? [];
    if (hole.length === path.length) told.push(message);
    holes.set(key, told);
  }
  return holes;
}

/** What of the holes of an answer is not as in another. */
export function differing(holes: Holes, wanted: Holes): string[] {
  const all = [...new Set([...holes.keys(), ...wanted.keys()])];
  return all.filter((key) => {
    const [told, told2] = [holes.get(key), wanted.get(key)];
    if (told === undefined || told2 === undefined) return true;
    return told2.some((message) => message.startsWith('no ') && !told.includes(message));
  });
}
