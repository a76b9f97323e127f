/** Services composed into one graph and run in memory: what plain gateway, object path and splice path are tried on. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/resolverMap.js';
import { execute, parse, validate, type DocumentNode, type ExecutionArgs, type GraphQLSchema } from 'graphql';
import type { Send } from '../../../gateway/execution/plan/fetch.js';
import { readGraph, type Graph } from '../../../gateway/execution/graph/graph.js';
import { composeSupergraph } from '../../../scripts/schema/supergraph.js';

export interface Service {
  /** Without the link to the federation specification, which each gets. */
  sdl: string;
  resolvers?: GraphQLResolverMap<unknown>;
}

export interface Asking {
  subgraph: string;
  query: string;
  variables: Record<string, unknown>;
}

export const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@interfaceObject",
  "@context", "@fromContext", "@tag", "@composeDirective"
])`;

export class FederatedGraph {
  readonly supergraph: string;
  readonly graph: Graph;
  /** What was asked, in order. */
  readonly asked: Asking[] = [];
  /** Take the place of a subgraph's answer while they are set: text, or an error to throw. */
  readonly instead = new Map<string, (asking: Asking) => string | null>();
  /** What resolvers get as their context. */
  world: unknown;
  private readonly schemas = new Map<string, GraphQLSchema>();
  /** By their text, of each subgraph apart: the same is often asked again. */
  private readonly documents = new Map<string, DocumentNode>();

  /** @param resolving for fields and types without a resolver of their own. */
  constructor(
    services: Readonly<Record<string, Service>>,
    private readonly resolving: Pick<ExecutionArgs, 'fieldResolver' | 'typeResolver'> = {},
  ) {
    const sdls = Object.entries(services).map(([name, { sdl }]) => ({ name, sdl: `${LINK}\n${sdl}` }));
    this.supergraph = composeSupergraph(sdls).supergraph;
    this.graph = readGraph(this.supergraph);
    for (const { name, sdl } of sdls) {
      const resolvers = services[name]?.resolvers;
      this.schemas.set(name, buildSubgraphSchema({ typeDefs: parse(sdl), ...(resolvers && { resolvers }) }));
    }
  }

  readonly send: Send = ({ subgraph }, body) => this.answer(subgraph, body);

  /** The text that a subgraph answers to a body. @throws Error when it is told to. */
  async answer(subgraph: string, body: string): Promise<string> {
    const { query, variables } = JSON.parse(body) as { query: string; variables?: Record<string, unknown> };
    const asking = { subgraph, query, variables: variables ?? {} };
    this.asked.push(asking);
    const instead = this.instead.get(subgraph)?.(asking) ?? null;
    if (instead !== null) return instead;
    const schema = this.schemas.get(subgraph);
    if (schema === undefined) throw new Error(`no such subgraph: ${subgraph}`);
    const document = this.documentOf(subgraph, schema, query);
    const { resolving, world: contextValue } = this;
    const variableValues = asking.variables;
    return JSON.stringify(await execute({ schema, document, variableValues, contextValue, ...resolving }));
  }

  /** @throws GraphQLError for what the subgraph would not run. */
  private documentOf(subgraph: string, schema: GraphQLSchema, query: string): DocumentNode {
    const key = `${subgraph} ${query}`;
    const document = this.documents.get(key) ?? parse(query);
    const [fault] = this.documents.has(key) ? [] : validate(schema, document);
    if (fault !== undefined) throw fault;
    this.documents.set(key, document);
    return document;
  }

  forget(): void {
    this.asked.length = 0;
    this.instead.clear();
  }
}
