/** How our own programs are reached: signed, on behalf of the caller, and no longer than someone waits. */
import type { Log } from '../../program/log.js';
import { hasGone, type RequestScope } from '../pipeline/request-scope.js';
import { Refused } from '../refused.js';
import { subgraphName, type SubgraphCalls, type SubgraphName } from '../subgraph-calls.js';
import type { Send } from './plan/fetch.js';

const PATH = '/graphql';

/**
 * Subgraph urls in the supergraph are only names: where a subgraph is, its transport knows.
 * @throws StartUpError for a subgraph that is not one of our programs.
 */
export function sendsTo(
  subgraphs: Iterable<string>,
  { calls, limitMs, log }: { calls: SubgraphCalls; limitMs: number; log: Log },
): (scope: RequestScope) => Send {
  const programs = new Map([...subgraphs].map((name) => [name, subgraphName(name)]));
  return ({ caller, signal }) =>
    async ({ subgraph }, body) => {
      const audience = programs.get(subgraph);
      if (audience === undefined) throw new Error(`a plan asks a subgraph that was not there: ${subgraph}`);
      try {
        const answer = await calls.send({ audience, path: PATH, body, caller, signal, limitMs });
        if (answer.status !== 200) throw notAnswered(audience, answer.status);
        return answer.body;
      } catch (error) {
        const reason = error instanceof Refused ? (error.originalError?.message ?? error.message) : String(error);
        const said = { subgraph: audience, reason, trace: caller.trace };
        if (hasGone(signal)) log.debug(said, 'the client has gone');
        else log.warn(said, 'a subgraph did not answer');
        throw error;
      }
    };
}

/**
 * What is planned fits the schema, so what a subgraph finds bad is a value that the caller wrote: scalars are judged
 * where they are served. A 401 is a fault of ours and must not read as the caller's.
 */
function notAnswered(audience: SubgraphName, status: number): Refused {
  const code = status === 400 ? 'BAD_INPUT' : status >= 500 ? 'UNAVAILABLE' : 'INTERNAL';
  return new Refused(code, { cause: new Error(`${audience} answered ${status}`) });
}
