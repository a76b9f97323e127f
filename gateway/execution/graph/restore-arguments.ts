/** Turns hidden fields back into what they stand for: in the operation that fetches them, and where they are sent. */
import type { FetchDataKeyRenamer, FetchNode, PlanNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { Kind, print, stripIgnoredCharacters, visit, type DocumentNode } from 'graphql';
import { notRun } from './planned-fields.js';
import type { Requirements } from './requirements.js';
import { splitFetch } from './split-fetch.js';

/** @returns the node, or what takes its place: a fetch with needs that do not go together becomes several. */
export function restoreArguments(node: PlanNode, requirements: Requirements): PlanNode {
  const inner = (within: PlanNode): PlanNode => restoreArguments(within, requirements);
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { ...node, nodes: node.nodes.map(inner) };
    case 'Flatten':
      return onEach(inner(node.node), (fetch) => ({ ...node, node: fetch }));
    case 'Fetch':
      return together(splitFetch(node, requirements).map((fetch) => restored(fetch, requirements)));
    case 'Condition':
    case 'Defer':
      throw new Error(notRun(node));
  }
}

function together(nodes: readonly PlanNode[]): PlanNode {
  const [only, ...others] = nodes;
  return only !== undefined && others.length === 0 ? only : { kind: 'Parallel', nodes: [...nodes] };
}

function onEach(node: PlanNode, wrap: (node: PlanNode) => PlanNode): PlanNode {
  return node.kind === 'Parallel' ? { ...node, nodes: node.nodes.map(wrap) } : wrap(node);
}

function restored(fetch: FetchNode, { hidden }: Requirements): FetchNode {
  const document = fetch.operationDocumentNode && restoredDocument(fetch.operationDocumentNode, hidden);
  const renamers = renamersIn(fetch.requires ?? [], [], hidden);
  if (document === fetch.operationDocumentNode && renamers.length === 0) return fetch;
  return {
    ...fetch,
    ...(document && { operation: stripIgnoredCharacters(print(document)), operationDocumentNode: document }),
    // before the type of a representation is rewritten, on which their paths depend
    inputRewrites: [...renamers, ...(fetch.inputRewrites ?? [])],
  };
}

function restoredDocument(document: DocumentNode, hidden: Requirements['hidden']): DocumentNode {
  return visit(document, {
    Field: (field) => {
      const real = hidden.get(field.name.value);
      if (real === undefined) return undefined;
      return {
        ...field,
        alias: field.alias ?? field.name,
        name: { kind: Kind.NAME, value: real.field },
        arguments: real.arguments,
      };
    },
  });
}

function renamersIn(
  selections: readonly QueryPlanSelectionNode[],
  path: readonly string[],
  hidden: Requirements['hidden'],
): FetchDataKeyRenamer[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition, selections: inner } = selection;
      return renamersIn(inner, typeCondition === undefined ? path : [...path, `... on ${typeCondition}`], hidden);
    }
    const at = [...path, selection.alias ?? selection.name];
    const field = hidden.get(selection.name)?.field;
    // what is inside is renamed before what it is in: afterwards its path is another
    const inside = renamersIn(selection.selections ?? [], at, hidden);
    return field === undefined ? inside : [...inside, { kind: 'KeyRenamer' as const, path: at, renameKeyTo: field }];
  });
}
