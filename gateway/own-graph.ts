/** What of all graphs is ours: made of our own programs, with the access rules without which all of it would be open. */
import { StartUpError } from '../program/configuration.js';
import type { Graph } from './execution/graph/graph.js';
import { subgraphName } from './subgraph-calls.js';

/** @throws StartUpError for another; it is not served, at the start or later. */
export function demandOwn(graph: Graph): Graph {
  for (const name of graph.subgraphs.keys()) subgraphName(name);
  if (graph.rules.size === 0) throw new StartUpError(['the supergraph has no access rules']);
  return graph;
}
