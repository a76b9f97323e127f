/** What of all graphs is ours: made of our own programs, with the access rules without which all of it would be open. */
import { StartUpError } from '../program/configuration.js';
import type { Graph } from './execution/graph/graph.js';
import { subgraphName } from './subgraph-calls.js';

/** @throws StartUpError for another; it is not served, at the start or later. */
export function demandOwn(graph: Graph): Graph {
  for (const name of graph.subgraphs.keys()) subgraphName(name);
  const { apiSchema: schema, rules } = graph;
  if (rules.size === 0) throw new StartUpError(['the supergraph has no access rules']);
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    const open = Object.keys(root?.getFields() ?? {}).find((field) => !rules.has(`${root?.name}.${field}`));
    if (open !== undefined) throw new StartUpError([`the supergraph has no access rule for ${root?.name}.${open}`]);
  }
  return graph;
}
