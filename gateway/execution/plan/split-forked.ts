/**
 * Of `{ pet { ... on Cat { owner { reports } } ... on Dog { owner { name } } } }` the planner asks reports and names of all
 * owners in one question, with what reports require: of a dog's owner that was not fetched, so nothing is asked of him.
 * Where types differ in what was asked at a path, fields are asked apart by what they require.
 */
import type { FetchNode, FlattenNode, PlanNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import type { FieldNode } from 'graphql';
import { shapesIn, type ObjectShape } from '../answer/projection.js';
import { fieldsOfEntities, partOf } from '../graph/fetch-parts.js';
import { keysKey, type RequiredFields } from '../graph/required-fields.js';
import { needsKey } from '../graph/requirements.js';

/** @param root what the caller asked. */
export function splitForked(node: PlanNode, root: ObjectShape, required: RequiredFields): PlanNode {
  const inner = (within: PlanNode): PlanNode => splitForked(within, root, required);
  if (node.kind === 'Sequence' || node.kind === 'Parallel') return { ...node, nodes: node.nodes.map(inner) };
  if (node.kind !== 'Flatten' || node.node.kind !== 'Fetch' || !forks(node, root)) return node;
  const [first, ...others] = split(node.node, required);
  if (first === undefined || others.length === 0) return node;
  return { kind: 'Parallel', nodes: [first, ...others].map((fetch) => ({ ...node, node: fetch })) };
}

/** Whether different things were asked of objects of one type at the path. */
function forks({ path }: FlattenNode, root: ObjectShape): boolean {
  let shapes: readonly ObjectShape[] = [root];
  for (const name of path) {
    if (name === '@') continue;
    const fields = shapes.flatMap(({ fields: each }) => each);
    const taken = fields.flatMap((field) =>
      field.kind === 'value' && field.source === name ? shapesIn(field.value) : [],
    );
    shapes = [...new Set(taken)];
  }
  return shapes.length > new Set(shapes.map(({ type }) => type)).size;
}

function split(fetch: FetchNode, { required, keys }: RequiredFields): FetchNode[] {
  const { serviceName: subgraph, operationDocumentNode: document, requires } = fetch;
  if (document === undefined || requires === undefined) return [fetch];
  const groups = new Map<string, { paths: ReadonlySet<string>; fields: Set<FieldNode> }>();
  for (const [type, field] of fieldsOfEntities(document)) {
    const paths = required.get(needsKey(subgraph, type, field.name.value)) ?? new Set<string>();
    const key = [...paths].sort().join(' ');
    const group = groups.get(key) ?? { paths, fields: new Set() };
    groups.set(key, group);
    group.fields.add(field);
  }
  if (groups.size < 2) return [fetch];
  return [...groups.values()].map(({ paths, fields }) => {
    const sent = (type: string): string[] => [...paths, ...(keys.get(keysKey(subgraph, type)) ?? [])];
    return partOf(fetch, document, (field) => fields.has(field), onlySent(requires, { type: '', above: '' }, sent));
  });
}

/** @param sent the paths of what is sent of a type. */
function onlySent(
  selections: readonly QueryPlanSelectionNode[],
  { type, above }: { type: string; above: string },
  sent: (type: string) => readonly string[],
): QueryPlanSelectionNode[] {
  return selections.flatMap((selection): QueryPlanSelectionNode[] => {
    if (selection.kind === 'InlineFragment') {
      const entity = above === '' ? (selection.typeCondition ?? type) : type;
      return [{ ...selection, selections: onlySent(selection.selections, { type: entity, above }, sent) }];
    }
    const path = above + selection.name;
    const paths = sent(type);
    if (selection.name === '__typename' || paths.includes(path)) return [selection];
    if (selection.selections === undefined || !paths.some((each) => each.startsWith(`${path}.`))) return [];
    return [{ ...selection, selections: onlySent(selection.selections, { type, above: `${path}.` }, sent) }];
  });
}
