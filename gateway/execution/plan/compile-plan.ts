/** From what the planner says to what is run: paths unrolled, questions written out. */
import type { FetchNode, PlanNode, QueryPlan, QueryPlanSelectionNode } from '@apollo/query-planner';
import { parse, type OperationTypeNode } from 'graphql';
import type { CompiledPlan, Step } from './compiled-plan.js';
import { notRun } from '../graph/planned-fields.js';
import type { ObjectShape } from '../answer/projection.js';
import type { Fetch } from './fetch.js';
import { laneOf, type Lane } from './lane.js';
import { splitForked } from './split-forked.js';
import type { Graph } from '../graph/graph.js';

const REPRESENTATIONS = 'representations';

/** @throws Error for a plan of something that the gateway does not offer: `@defer`, a subscription. */
export function compilePlan(
  { node }: QueryPlan,
  operation: OperationTypeNode,
  root: ObjectShape,
  { requiredFields }: Pick<Graph, 'requiredFields'>,
): CompiledPlan {
  if (node?.kind === 'Subscription') throw new Error('a plan is a subscription');
  const fetches: Fetch[] = [];
  const step = node === undefined ? null : compile(splitForked(node, root, requiredFields), [], fetches);
  // what is required may lie inside of an object that nobody asked for
  const whole = fetches.some(({ requires }) => requires?.some(isOfObjects));
  const lanes = fetches.map(({ path }): Lane => (whole ? 'all' : laneOf(path, root)));
  const contextual = fetches.some(({ contextRewrites }) => contextRewrites.length > 0);
  return { operation, step, fetches, lanes, contextual };
}

function compile(node: PlanNode, path: readonly string[], fetches: Fetch[]): Step | null {
  switch (node.kind) {
    case 'Sequence':
      return several('sequence', node.nodes, path, fetches);
    case 'Parallel':
      return several('parallel', node.nodes, path, fetches);
    case 'Flatten':
      return compile(node.node, [...path, ...node.path.map(String)], fetches);
    case 'Fetch': {
      const fetch = fetchOf(node, path, fetches.length);
      fetches.push(fetch);
      return { kind: 'fetch', fetch };
    }
    case 'Condition':
    case 'Defer':
      throw new Error(notRun(node));
  }
}

function several(
  kind: 'sequence' | 'parallel',
  nodes: readonly PlanNode[],
  path: readonly string[],
  fetches: Fetch[],
): Step | null {
  const steps = nodes.flatMap((node) => compile(node, path, fetches) ?? []);
  const [only] = steps;
  return steps.length < 2 ? (only ?? null) : { kind, steps };
}

function isOfObjects(selection: QueryPlanSelectionNode): boolean {
  if (selection.kind === 'Field') return selection.selections !== undefined;
  return selection.selections.some(isOfObjects);
}

function fetchOf(node: FetchNode, path: readonly string[], index: number): Fetch {
  const contextual = (node.contextRewrites ?? []).map(({ renameKeyTo }) => renameKeyTo);
  const used = new Set([...(node.variableUsages ?? []), ...contextual]);
  if (node.requires !== undefined) used.delete(REPRESENTATIONS);
  return {
    index,
    subgraph: node.serviceName,
    query: node.operation,
    operation: node.operationDocumentNode ?? parse(node.operation, { noLocation: true }),
    head: headOf(node),
    variables: [...used],
    path,
    requires: node.requires ?? null,
    inputRewrites: node.inputRewrites ?? [],
    outputRewrites: node.outputRewrites ?? [],
    contextRewrites: node.contextRewrites ?? [],
  };
}

function headOf({ operation, operationName }: FetchNode): string {
  const name = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`;
  return `{"query":${JSON.stringify(operation)},${name}"variables":`;
}
