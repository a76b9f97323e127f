/** Neighbours in a subgraph's answer that are neighbours in the caller's too: cut out in one piece. */
import type { Place } from './place.js';

export interface Ends {
  readonly opens: boolean;
  /** The slot of the run that ends here. */
  readonly closes: number | null;
}

/**
 * @param indexes of the fields in the order of the subgraph: their order among the caller's, null for one that is not the
 * caller's as it stands.
 */
export function layRuns(place: Place, names: readonly string[], indexes: readonly (number | null)[]): Ends[] {
  let slot: number | null = null;
  return names.map((name, at) => {
    const index = indexes[at] ?? null;
    if (index === null) return { opens: false, closes: null };
    const opens = slot === null;
    slot ??= place.frame.addSlot();
    place.runs.set(name, opens ? slot : null);
    const closes = indexes[at + 1] === index + 1 ? null : slot;
    if (closes !== null) slot = null;
    return { opens, closes };
  });
}
