/** The objects of the merged data at a place in it. */
import { isData, ownOf, type Data } from './merge.js';

/** An object with the objects above it, the nearest first. */
export interface Entity {
  readonly object: Data;
  readonly above: readonly Data[];
}

/** @param path response names, and `@` for every entry of a list. */
export function entitiesAt(root: Data, path: readonly string[]): Entity[] {
  const found: Entity[] = [];
  collect(root, path, 0, [], found);
  return found;
}

function collect(value: unknown, path: readonly string[], at: number, above: readonly Data[], found: Entity[]): void {
  if (Array.isArray(value)) {
    const inside = path[at] === '@' ? at + 1 : at;
    for (const entry of value) collect(entry, path, inside, above, found);
    return;
  }
  if (!isData(value)) return;
  const name = path[at];
  if (name === undefined) found.push({ object: value, above });
  else if (name !== '@') collect(ownOf(value, name), path, at + 1, [value, ...above], found);
}
