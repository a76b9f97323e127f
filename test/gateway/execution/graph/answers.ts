/** One operation on one graph, answered by the vendor's gateway as it is and by ours. */
import '../../../../gateway/execution/no-telemetry.js';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { compileOperation } from '../../../../gateway/execution/plan/compile-operation.js';
import type { FederatedGraph } from '../federated-graph.js';

export interface Answered {
  data: unknown;
  /** Their paths. */
  errors: (string | undefined)[];
}

type Variables = Record<string, unknown>;

export async function ours(federated: FederatedGraph, source: string, variables: Variables = {}): Promise<Answered> {
  const document = parse(source);
  const [operation] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const compiled = compileOperation(federated.graph, document, operation as OperationDefinitionNode, null);
  const answer = await compiled.answer({ variables, send: federated.send });
  if ('text' in answer) return { data: JSON.parse(answer.text), errors: [] };
  return { data: plainly(answer.data), errors: answer.errors.map(({ path }) => path?.join('.')) };
}

export async function theirs(federated: FederatedGraph, source: string, variables: Variables = {}): Promise<Answered> {
  const document = parse(source);
  const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const gateway = new ApolloGateway({
    supergraphSdl: federated.supergraph,
    logger: silent,
    buildService: ({ name }) => {
      const service = new RemoteGraphQLDataSource({ url: `http://${name}` });
      service.fetcher = async (_url, init) => {
        const body = await federated.answer(name, String(init?.body));
        return new Response(body, { headers: { 'content-type': 'application/json' } });
      };
      return service;
    },
  });
  const { executor } = await gateway.load();
  const context = { request: { query: source, variables }, document, queryHash: source, context: {}, metrics: {} };
  const { data, errors = [] } = await executor(context as never);
  await gateway.stop();
  return { data: plainly(data), errors: errors.map(({ path }) => path?.join('.')) };
}

/** Objects without a prototype compare as what they hold. */
function plainly(data: unknown): unknown {
  return data === undefined ? undefined : JSON.parse(JSON.stringify(data));
}
