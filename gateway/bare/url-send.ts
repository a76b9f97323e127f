/** Subgraphs at the urls that their supergraph gives. */
import type { Log } from '../../program/log.js';
import { httpTransport, type Transport } from '../../program/transport.js';
import type { Graph } from '../execution/graph/graph.js';
import type { Send } from '../execution/plan/fetch.js';
import { hasGone, type RequestScope } from '../pipeline/request-scope.js';
import { Refused } from '../refused.js';

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

export function sendsByUrl(limitMs: number, log: Log): (scope: RequestScope, graph: Graph) => Send {
  const transports = new Map<string, Transport>();
  const transportTo = (origin: string): Transport => {
    const transport = transports.get(origin) ?? httpTransport(origin, limitMs);
    transports.set(origin, transport);
    return transport;
  };
  return ({ signal }, graph) =>
    async ({ subgraph }, body) => {
      try {
        return await ask(subgraph, graph.subgraphs.get(subgraph) ?? '', body, signal);
      } catch (error) {
        const reason = (error as Error).message;
        if (!hasGone(signal)) log.warn({ subgraph, reason }, 'a subgraph did not answer');
        // named as Apollo names it, and the reason told: whoever asks here is a developer of the graph
        throw new Refused('UNAVAILABLE', { details: { serviceName: subgraph, reason }, cause: error });
      }
    };

  async function ask(subgraph: string, address: string, body: string, signal: AbortSignal): Promise<string> {
    if (!URL.canParse(address)) throw new Error(`the supergraph has no url for ${subgraph}`);
    const { origin, pathname, search } = new URL(address);
    const answer = await transportTo(origin)({ path: pathname + search, headers: HEADERS, body, signal });
    // many a server answers the errors of an operation with a status of its own
    if (answer.headers['content-type']?.includes('json') !== true) throw new Error(`it answered ${answer.status}`);
    return answer.body;
  }
}
