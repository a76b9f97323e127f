/** What is served: a supergraph, read once, and the plans that it gives. */
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner, type QueryPlan } from '@apollo/query-planner';
import { Kind, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { DataNames } from './data-names.js';

export interface Graph {
  /** What front ends can ask. */
  readonly apiSchema: GraphQLSchema;
  /** All types, hidden ones included: for type conditions and rewrites. */
  readonly supergraphSchema: GraphQLSchema;
  /** Name → url, as the supergraph says. */
  readonly subgraphs: ReadonlyMap<string, string>;
  readonly sdl: string;
  /** Where the caller's fields stand in the merged data: under their response name, but for an alias that misleads. */
  readonly names: DataNames;
  /** @throws GraphQLError for what this graph cannot plan. */
  plan(document: DocumentNode, operation: OperationDefinitionNode): QueryPlan;
}

/** @throws Error for a text that is no supergraph of federation 2, or one that asks what we do not do. */
export function readGraph(sdl: string): Graph {
  const supergraph = Supergraph.build(sdl);
  const api = supergraph.apiSchema();
  const planner = new QueryPlanner(supergraph, { exposeDocumentNodeInFetchNode: true, reuseQueryFragments: false });
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  const names = new DataNames(supergraphSchema);
  return {
    apiSchema: api.toGraphQLJSSchema(),
    supergraphSchema,
    subgraphs: new Map(supergraph.subgraphsMetadata().map(({ name, url }) => [name, url])),
    sdl,
    names,
    plan: (document, operation) =>
      planner.buildQueryPlan(operationFromDocument(api, names.renamed(only(document, operation)))),
  };
}

/** The planner finds its operation by name; of several without one it would know none. */
function only(document: DocumentNode, operation: OperationDefinitionNode): DocumentNode {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...fragments] };
}
