/** From what the planner says to what is run: paths unrolled, conditions resolved, questions written out. */
import type { FetchNode, PlanNode, QueryPlan } from '@apollo/query-planner';
import { parse, type OperationTypeNode } from 'graphql';
import type { CompiledPlan, Conditions, Step } from './compiled-plan.js';
import type { Fetch } from './fetch.js';

const REPRESENTATIONS = 'representations';

/** @throws Error for a plan of something that the gateway does not offer: `@defer`, a subscription. */
export function compilePlan({ node }: QueryPlan, operation: OperationTypeNode, conditions: Conditions): CompiledPlan {
  const fetches: Fetch[] = [];
  if (node?.kind === 'Subscription') throw new Error('a plan is a subscription');
  const step = node === undefined ? null : compile(node, [], { conditions, fetches });
  const contextual = fetches.some(({ contextRewrites }) => contextRewrites.length > 0);
  return { operation, step, fetches, conditions, contextual };
}

interface Compiling {
  conditions: Conditions;
  fetches: Fetch[];
}

function compile(node: PlanNode, path: readonly string[], compiling: Compiling): Step | null {
  switch (node.kind) {
    case 'Sequence':
      return several('sequence', node.nodes, path, compiling);
    case 'Parallel':
      return several('parallel', node.nodes, path, compiling);
    case 'Flatten':
      return compile(node.node, [...path, ...node.path.map(String)], compiling);
    case 'Condition': {
      const chosen = compiling.conditions.get(node.condition) === true ? node.ifClause : node.elseClause;
      return chosen === undefined ? null : compile(chosen, path, compiling);
    }
    case 'Fetch': {
      const fetch = fetchOf(node, path, compiling.fetches.length);
      compiling.fetches.push(fetch);
      return { kind: 'fetch', fetch };
    }
    case 'Defer':
      throw new Error('a plan defers');
  }
}

function several(
  kind: 'sequence' | 'parallel',
  nodes: readonly PlanNode[],
  path: readonly string[],
  compiling: Compiling,
): Step | null {
  const steps = nodes.flatMap((node) => compile(node, path, compiling) ?? []);
  const [only] = steps;
  return steps.length < 2 ? (only ?? null) : { kind, steps };
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
