/** The objects of the merged data at a place in it. */
import type { Lane } from '../plan/lane.js';
import { isData, ownOf, type Data } from './merge.js';

/** An object with the objects above it, the nearest first. */
export interface Entity {
  readonly object: Data;
  readonly above: readonly Data[];
}

/** @param path response names, and `@` for every entry of a list. */
export function entitiesAt(root: Data, path: readonly string[], lane: Lane): Entity[] {
  const found: Entity[] = [];
  collect(root, path, 0, lane, [], found);
  return found;
}

/** @param lane of the objects that are met here. */
function collect(
  value: unknown,
  path: readonly string[],
  at: number,
  lane: Lane,
  above: readonly Data[],
  found: Entity[],
): void {
  if (Array.isArray(value)) {
    const inside = path[at] === '@' ? at + 1 : at;
    for (const entry of value) collect(entry, path, inside, lane, above, found);
    return;
  }
  if (!isData(value)) return;
  const inside = at === 0 ? lane : laneIn(lane, value);
  if (inside === 'none') return;
  const name = path[at];
  if (name === undefined) found.push({ object: value, above });
  else if (name !== '@') collect(ownOf(value, name), path, at + 1, inside, [value, ...above], found);
}

/** Of an object that does not say what it is, everything is asked that may have been asked of it. */
function laneIn(lane: Lane, object: Data): Lane {
  if (typeof lane === 'string') return lane;
  const type = ownOf(object, '__typename');
  return lane.only ?? (typeof type === 'string' ? lane.byType.get(type) : undefined) ?? 'all';
}
