/** The graph that is served now. A request that has begun finishes on the graph it was validated against. */
import type { GraphQLSchema } from 'graphql';
import type { Graph } from './graph.js';

type Follower = (graph: Graph) => void;

export class ServedGraph {
  /** An old graph stays for as long as a request holds its schema. */
  private readonly bySchema = new WeakMap<GraphQLSchema, Graph>();
  private readonly followers = new Set<Follower>();
  private graph: Graph;

  constructor(graph: Graph) {
    this.graph = graph;
    this.bySchema.set(graph.apiSchema, graph);
  }

  get current(): Graph {
    return this.graph;
  }

  /** The graph of a request, by the schema that it was validated against. */
  of(schema: GraphQLSchema): Graph {
    const graph = this.bySchema.get(schema);
    if (graph === undefined) throw new Error('a request was validated against a schema that was never served');
    return graph;
  }

  /** From now on; what has begun is not disturbed. */
  replace(graph: Graph): void {
    this.graph = graph;
    this.bySchema.set(graph.apiSchema, graph);
    for (const follow of this.followers) follow(graph);
  }

  /** Called with the present graph at once, and with every next one. @returns to follow it no longer. */
  follow(follower: Follower): () => void {
    this.followers.add(follower);
    follower(this.graph);
    return () => void this.followers.delete(follower);
  }
}
