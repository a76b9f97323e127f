/** A query plan with its paths unrolled: what is fetched, in which order. */
import type { OperationTypeNode } from 'graphql';
import type { Fetch } from './fetch.js';
import type { Lane } from './lane.js';

export type Step =
  | { readonly kind: 'fetch'; readonly fetch: Fetch }
  | { readonly kind: 'sequence'; readonly steps: readonly Step[] }
  | { readonly kind: 'parallel'; readonly steps: readonly Step[] };

export interface CompiledPlan {
  readonly operation: OperationTypeNode;
  /** Null: nothing has to be fetched. */
  readonly step: Step | null;
  /** By their index. */
  readonly fetches: readonly Fetch[];
  /** Of each fetch: about which of the objects at its path it is to ask. */
  readonly lanes: readonly Lane[];
  /** Whether some fetch takes values from above its entities (`@fromContext`). */
  readonly contextual: boolean;
}
