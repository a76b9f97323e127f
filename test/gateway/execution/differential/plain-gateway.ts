/** The vendor's gateway as it comes, for comparison. */
import '../../../../gateway/execution/no-telemetry.js';
import { ApolloGateway } from '@apollo/gateway';
import type { GatewayGraphQLRequestContext, GatewayGraphQLResponse } from '@apollo/server-gateway-interface';
import { Kind, parse, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';

export interface PlainAnswer {
  readonly data: unknown;
  readonly errors: readonly { message: string; path?: readonly (string | number)[] | undefined }[];
}

interface Result {
  data?: unknown;
  errors?: PlainAnswer['errors'];
  extensions?: { valueCompletion?: PlainAnswer['errors'] };
}

type Answering = (subgraph: string, body: string) => string | null;

export class PlainGateway {
  private answering: Answering = () => null;
  private readonly executor: Promise<(context: GatewayGraphQLRequestContext) => Promise<unknown>>;

  constructor(
    supergraphSdl: string,
    private readonly schema: GraphQLSchema,
  ) {
    const gateway = new ApolloGateway({
      supergraphSdl,
      buildService: ({ name }) => ({
        process: async ({ request: { query, variables } }) => {
          const text = this.answering(name, JSON.stringify({ query, variables }));
          if (text === null) throw new Error('no answer');
          return JSON.parse(text) as GatewayGraphQLResponse;
        },
      }),
    });
    this.executor = gateway.load({}).then(({ executor }) => executor);
  }

  async answer(query: string, variables: Record<string, unknown>, answering: Answering): Promise<PlainAnswer> {
    this.answering = answering;
    const document = parse(query);
    const operation = document.definitions.find(
      (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
    );
    const result = await this.execute({
      request: { query, variables },
      document,
      operation,
      operationName: null,
      queryHash: query,
      schema: this.schema,
      source: query,
      context: {},
      metrics: {},
      logger: { debug() {}, info() {}, warn() {}, error() {} },
    } as unknown as GatewayGraphQLRequestContext);
    return { data: result.data, errors: [...(result.errors ?? []), ...(result.extensions?.valueCompletion ?? [])] };
  }

  /** Its executor throws over some values that are of the wrong kind: then nothing is left of the answer. */
  private async execute(context: GatewayGraphQLRequestContext): Promise<Result> {
    const executor = await this.executor;
    try {
      return (await executor(context)) as Result;
    } catch (error) {
      return { errors: [error as Error] };
    }
  }
}
