/** Subgraphs at the urls that their supergraph gives. */
import { httpTransport, type Transport } from '../../program/transport.js';
import type { Graph } from '../execution/graph/graph.js';
import type { Send } from '../execution/plan/fetch.js';
import type { RequestScope } from '../pipeline/request-scope.js';
import { Refused } from '../refused.js';

const HEADERS = { 'content-type': 'application/json', accept: 'application/json' };

export function sendsByUrl(limitMs: number): (scope: RequestScope, graph: Graph) => Send {
  const transports = new Map<string, Transport>();
  const transportTo = (origin: string): Transport => {
    const transport = transports.get(origin) ?? httpTransport(origin, limitMs);
    transports.set(origin, transport);
    return transport;
  };
  return ({ signal }, graph) =>
    async ({ subgraph }, body) => {
      const address = graph.subgraphs.get(subgraph) ?? '';
      if (!URL.canParse(address)) throw unavailable(`the supergraph has no url for ${subgraph}`);
      const { origin, pathname, search } = new URL(address);
      const answer = await transportTo(origin)({ path: pathname + search, headers: HEADERS, body, signal }).catch(
        (error: unknown) => {
          throw unavailable(`${subgraph} did not answer`, error);
        },
      );
      // many a server answers the errors of an operation with a status of its own
      if (answer.headers['content-type']?.includes('json') !== true) throw unavailable(`${subgraph}: ${answer.status}`);
      return answer.body;
    };
}

function unavailable(reason: string, cause?: unknown): Refused {
  return new Refused('UNAVAILABLE', { cause: new Error(reason, { cause }) });
}
