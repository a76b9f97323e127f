/** An operation under one set of its conditions: planned, and ready to be run. */
import type { QueryPlan } from '@apollo/query-planner';
import type { DocumentNode, FragmentDefinitionNode, OperationDefinitionNode } from 'graphql';
import { compileProjection, type Closed } from '../answer/compile-projection.js';
import type { Projection } from '../answer/projection.js';
import type { OperationNames } from '../graph/data-names.js';
import type { Graph } from '../graph/graph.js';
import { compileSplice, type Splice } from '../splice/compile-splice.js';
import { compilePlan } from './compile-plan.js';
import type { CompiledPlan } from './compiled-plan.js';
import type { Conditions } from './conditions.js';
import { underConditions } from './under-conditions.js';

export interface Prepared {
  readonly graph: Graph;
  /** What is left of it for its callers. */
  readonly remaining: DocumentNode;
  /** As it was asked, with its fragments. */
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Of all that was asked, whatever the conditions and the callers. */
  readonly names: OperationNames;
  readonly closed: Closed | null;
}

export interface Variant {
  readonly plan: CompiledPlan;
  readonly projection: Projection;
  /** Null: what is asked takes the object path. */
  readonly splice: Splice | null;
}

const NOTHING_ASKED: QueryPlan = { kind: 'QueryPlan' };

/** @throws GraphQLError for what cannot be planned. */
export function compileVariant(prepared: Prepared, conditions: Conditions): Variant {
  const { graph, operation, fragments, names, closed } = prepared;
  const { apiSchema: schema, supergraphSchema: supergraph, interfaceObjects } = graph;
  const reading = { schema, fragments, conditions };
  const projection = compileProjection({ ...reading, operation, names, supergraph, interfaceObjects, closed });
  const plan = compilePlan(planUnder(conditions, prepared), operation.operation, projection.root, graph);
  return { plan, projection, splice: compileSplice(plan, projection, graph) };
}

function planUnder(conditions: Conditions, { graph, remaining, names }: Prepared): QueryPlan {
  const document = underConditions(remaining, conditions);
  const operation = document.definitions[0] as OperationDefinitionNode;
  return operation.selectionSet.selections.length === 0 ? NOTHING_ASKED : graph.plan(document, operation, names);
}
