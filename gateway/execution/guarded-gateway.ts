/** The graph as Apollo Server runs it: what is refused is taken out before it is planned, and put on record before we answer. */
import type {
  GatewayExecutionResult,
  GatewayGraphQLRequestContext,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
  GatewayUnsubscriber,
} from '@apollo/server-gateway-interface';
import type { RequestScope } from '../pipeline/request-scope.js';
import type { Refused } from '../refused.js';
import { AnswerText } from './answer/answer-text.js';
import type { Graph } from './graph/graph.js';
import type { ServedGraph } from './graph/served-graph.js';
import { Operations } from './operations.js';
import type { ObjectAnswer } from './plan/compiled-operation.js';
import type { Send } from './plan/fetch.js';
import type { RefusalRecords } from './access/refusal-records.js';

type Context = GatewayGraphQLRequestContext<RequestScope>;

export class GuardedGateway implements GatewayInterface {
  private readonly operations = new WeakMap<Graph, Operations>();

  /** @param sendFor how the subgraphs of a graph are reached on behalf of a request. */
  constructor(
    private readonly served: ServedGraph,
    private readonly sendFor: (scope: RequestScope, graph: Graph) => Send,
    private readonly records: Pick<RefusalRecords, 'record'>,
  ) {}

  onSchemaLoadOrUpdate(callback: GatewaySchemaLoadOrUpdateCallback): GatewayUnsubscriber {
    return this.served.follow(({ apiSchema, sdl }) => {
      callback({ apiSchema, coreSupergraphSdl: sdl });
    });
  }

  async load(): Promise<GatewayLoadResult> {
    return { executor: (context) => this.execute(context as Context) };
  }

  async stop(): Promise<void> {
    // nothing of ours runs on its own
  }

  private async execute({ schema, context: scope, ...asking }: Context): Promise<GatewayExecutionResult> {
    const graph = this.served.of(schema);
    const operation = this.operationsOf(graph).find(asking, scope);
    const send = this.sendFor(scope, graph);
    const answer = await operation.answer({ variables: asking.request.variables ?? {}, send });
    if ('text' in answer) return { data: new AnswerText(answer.text) as unknown as Record<string, unknown> };
    try {
      await this.records.record(scope.caller, scope.now, answer.refusals);
    } catch (error) {
      return { data: null, errors: [error as Refused] };
    }
    return resultOf(answer);
  }

  private operationsOf(graph: Graph): Operations {
    const known = this.operations.get(graph) ?? new Operations(graph);
    this.operations.set(graph, known);
    return known;
  }
}

function resultOf({ data, errors }: ObjectAnswer): GatewayExecutionResult {
  return { ...(data !== undefined && { data }), ...(errors.length > 0 && { errors }) };
}
