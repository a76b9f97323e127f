/** A subgraph as the planner's executor reaches it: the vendor's data source with our way of fetching. */
import './no-telemetry.js';
import { RemoteGraphQLDataSource } from '@apollo/gateway';
import type { Log } from '../../program/log.js';
import { requestScope } from '../pipeline/request-scope.js';
import { Refused } from '../refused.js';
import type { SubgraphCalls, SubgraphName } from '../subgraph-calls.js';

const PATH = '/graphql';

/** Subgraph urls in the supergraph are only names: where a subgraph is, its transport knows. */
export function subgraphSource(
  audience: SubgraphName,
  calls: SubgraphCalls,
  limitMs: number,
  log: Log,
): RemoteGraphQLDataSource {
  const source = new RemoteGraphQLDataSource({
    url: `http://${audience}${PATH}`,
    honorSubgraphCacheControlHeader: false,
  });
  source.fetcher = async (_url, init) => {
    const scope = requestScope.getStore();
    if (scope === undefined) throw new Error('a subgraph is called outside a request');
    const { caller, signal } = scope;
    const body = String(init?.body);
    try {
      const answer = await calls.send({ audience, path: PATH, body, headers: init?.headers, caller, signal, limitMs });
      if (answer.status !== 200) throw notAnswered(audience, answer.status);
      return new Response(answer.body, { status: answer.status, headers: answer.headers });
    } catch (error) {
      const reason = error instanceof Refused ? (error.originalError?.message ?? error.message) : String(error);
      log.warn({ subgraph: audience, reason, trace: caller.trace }, 'a subgraph did not answer');
      throw error;
    }
  };
  return source;
}

/**
 * What is planned fits the schema, so what a subgraph finds bad is a value that the caller wrote: scalars are judged
 * where they are served. A 401 is a fault of ours and must not read as the caller's.
 */
function notAnswered(audience: SubgraphName, status: number): Refused {
  const code = status === 400 ? 'BAD_INPUT' : status >= 500 ? 'UNAVAILABLE' : 'INTERNAL';
  return new Refused(code, { cause: new Error(`${audience} answered ${status}`) });
}
