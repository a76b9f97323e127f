/** `@requires` with arguments: what the planner is told of it, and what it is to be turned back into. */
import type { ConstArgumentNode } from 'graphql';

/** A required field with arguments, which the planner knows by a name of its own and without them. */
export interface HiddenField {
  readonly field: string;
  readonly arguments: readonly ConstArgumentNode[];
}

/** Where in a representation a hidden field stands, by the names that the subgraph knows: `category.averagePrice`. */
export interface Slot {
  readonly place: string;
  readonly hidden: string;
}

export interface Requirements {
  readonly hidden: ReadonlyMap<string, HiddenField>;
  /** What a field needs of its object to be resolved, by `needsKey`. */
  readonly needs: ReadonlyMap<string, readonly Slot[]>;
}

export function needsKey(subgraph: string, type: string, field: string): string {
  return `${subgraph} ${type}.${field}`;
}
