import type { GraphQLSchema } from 'graphql';
import type { Lane } from '../plan/lane.js';
import type { Asked } from '../plan/compiled-operation.js';
import type { Faults } from './faults.js';
import type { Data } from './merge.js';

/** One run of a plan. */
export interface Run {
  readonly schema: GraphQLSchema;
  readonly asked: Asked;
  /** Everything that came back so far. */
  readonly data: Data;
  readonly faults: Faults;
  /** Of each fetch: about which of the objects at its path it is to ask. */
  readonly lanes: readonly Lane[];
  /** Whether a fetch of the plan takes values from above its entities. */
  readonly contextual: boolean;
}
