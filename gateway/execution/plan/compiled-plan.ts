/** A query plan with its conditions resolved and its paths unrolled: what is fetched, in which order. */
import type { OperationTypeNode } from 'graphql';
import type { Fetch } from './fetch.js';

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
  /** What the variables of `@skip` and `@include` are, in the plan and in the operations of its fetches. */
  readonly conditions: Conditions;
  /** Whether some fetch takes values from above its entities (`@fromContext`). */
  readonly contextual: boolean;
}

/** Variables of `@skip` and `@include` by name. */
export type Conditions = ReadonlyMap<string, boolean>;
