/**
 * The vendor's gateway takes the supergraph in: it judges it, and says when there is another. What it would run itself
 * is never asked of it: plans are run by our own execution.
 */
import '../no-telemetry.js';
import { ApolloGateway } from '@apollo/gateway';
import type { Log } from '../../../program/log.js';
import { readGraph, type Graph } from './graph.js';
import { ServedGraph } from './served-graph.js';

export interface OpenSupergraph {
  served: ServedGraph;
  close: () => Promise<void>;
}

/** @throws Error for a text that is no supergraph of federation 2. */
export async function openSupergraph(supergraphSdl: string, log: Log): Promise<OpenSupergraph> {
  const vendor = new ApolloGateway({
    supergraphSdl,
    logger: log,
    buildService: ({ name }) => ({
      process: () => Promise.reject(new Error(`${name} is reached by our own execution only`)),
    }),
  });
  const read: Graph[] = [];
  vendor.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => void read.push(readGraph(coreSupergraphSdl)));
  await vendor.load();
  const [graph] = read;
  if (graph === undefined) throw new Error('the supergraph was not taken in');
  return { served: new ServedGraph(graph), close: () => vendor.stop() };
}
