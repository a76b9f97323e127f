/** The vendor's gateway behind our rules: what is refused is taken out before it plans, and put on record before we answer. */
import './no-telemetry.js';
import type { ApolloGateway } from '@apollo/gateway';
import type {
  GatewayExecutionResult,
  GatewayExecutor,
  GatewayGraphQLRequestContext,
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
  GatewayUnsubscriber,
} from '@apollo/server-gateway-interface';
import type { GraphQLError } from 'graphql';
import { getVariableValues, Kind, type FragmentDefinitionNode, type GraphQLSchema } from 'graphql';
import type { RequestScope } from '../pipeline/request-scope.js';
import { Refused } from '../refused.js';
import type { AccessRules } from './access-rules.js';
import { pruneOperation } from './prune-operation.js';
import type { RefusalRecords } from './refusal-records.js';
import { refusalsFor } from './refusals.js';
import { shapeAnswer } from './shape-answer.js';

type Context = GatewayGraphQLRequestContext<RequestScope>;

export class GuardedGateway implements GatewayInterface {
  private schema: GraphQLSchema | undefined;

  constructor(
    private readonly inner: ApolloGateway,
    private readonly rules: AccessRules,
    private readonly records: RefusalRecords,
  ) {}

  onSchemaLoadOrUpdate(callback: GatewaySchemaLoadOrUpdateCallback): GatewayUnsubscriber {
    return this.inner.onSchemaLoadOrUpdate((update) => {
      this.schema = update.apiSchema;
      callback(update);
    });
  }

  /** What front ends can ask. @throws Error before it has loaded. */
  get apiSchema(): GraphQLSchema {
    if (this.schema === undefined) throw new Error('the schema has not been loaded');
    return this.schema;
  }

  async load(options: Parameters<GatewayInterface['load']>[0]): Promise<GatewayLoadResult> {
    const { executor } = await this.inner.load(options);
    return { executor: (context) => this.execute(executor, context as Context) };
  }

  stop(): Promise<void> {
    return this.inner.stop();
  }

  private async execute(executor: GatewayExecutor, context: Context): Promise<GatewayExecutionResult> {
    const schema = this.apiSchema;
    const { coerced, errors } = getVariableValues(
      schema,
      context.operation.variableDefinitions ?? [],
      context.request.variables ?? {},
    );
    if (errors !== undefined) return { errors };
    const { caller, now } = context.context;
    const refuses = refusalsFor(this.rules, schema, caller.facts, now);
    const pruned = pruneOperation(schema, context.document, context.operation, refuses);
    if (pruned === null) return withoutExtensions(await executor(context));
    const { document, queryHash } = pruned;
    const result = withoutExtensions(await executor({ ...context, document, queryHash }));
    if (result.data === undefined) return result;
    const shaped = shapeAnswer(
      { schema, operation: context.operation, fragments: fragmentsOf(context), variables: coerced, pruned },
      result.data,
    );
    try {
      await this.records.record(caller, now, shaped.refusals);
    } catch (error) {
      return { data: null, errors: [error as Refused] };
    }
    return answerOf(shaped.data, [...(result.errors ?? []), ...shaped.errors]);
  }
}

/** A null where none may stand is an error of the answer (GraphQL, 6.4.4), not a remark in its extensions. */
function withoutExtensions(result: GatewayExecutionResult): GatewayExecutionResult {
  const { data, errors = [], extensions } = result;
  const nulls = (extensions?.['valueCompletion'] ?? []) as GraphQLError[];
  const all = [...errors, ...nulls.map((cause) => new Refused('INTERNAL', { path: cause.path, cause }))];
  return answerOf(data, all);
}

function answerOf(data: GatewayExecutionResult['data'], errors: readonly GraphQLError[]): GatewayExecutionResult {
  return { ...(data !== undefined && { data }), ...(errors.length > 0 && { errors }) };
}

function fragmentsOf({ document }: Context): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}
