/**
 * Our execution before any federation 2 graph: for development and for conformance suites. Subgraphs are reached at
 * the urls of the supergraph, unsigned; nobody signs in. Where the supergraph has access rules of ours they hold, and
 * open what they open to anyone.
 */
import { addHealth } from '../../program/http-server.js';
import type { Log } from '../../program/log.js';
import type { Caller } from '../../schema/caller.js';
import { readGraph } from '../execution/graph/graph.js';
import { ServedGraph } from '../execution/graph/served-graph.js';
import { GuardedGateway } from '../execution/guarded-gateway.js';
import { LIMITS } from '../limits.js';
import type { Mask } from '../pipeline/error-mask.js';
import type { Asking } from '../pipeline/graph/asking.js';
import { GraphFront } from '../pipeline/graph/graph-front.js';
import { createGraphServer } from '../pipeline/graph-server.js';
import { createHttpFront } from '../pipeline/http-front.js';
import { languageOf } from '../pipeline/language.js';
import { NO_SAFELIST } from '../safelist/safelist.js';
import { sendsByUrl } from './url-send.js';

export interface BareConfiguration {
  host: string;
  /** 0 takes any free port. */
  port: number;
}

export interface BareGateway {
  url: string;
  /** Serves another supergraph from now on. @throws Error for one that cannot be served; the present one stays. */
  replace: (supergraph: string) => void;
  /** Finishes the answers that are on their way. */
  close: () => Promise<void>;
}

/** Suites ask deeper and longer than front ends may. */
const limits = { ...LIMITS, tokens: 100_000, body: 10_000_000, requestMs: 60_000, subgraphCallMs: 30_000 };

/** A developer reads what went wrong. */
const frank: Mask = (formatted) => formatted;

export async function startBareGateway(
  { host, port }: BareConfiguration,
  supergraph: string,
  log: Log,
): Promise<BareGateway> {
  const configuration = { mode: 'development', corsOrigins: [], trustedProxies: [], tls: null } as const;
  const served = new ServedGraph(readGraph(supergraph));
  const records = {
    record: async (_caller: Caller, _now: Date, refusals: readonly { code: string; coordinate: string | null }[]) => {
      for (const { code, coordinate } of refusals) log.info({ code, coordinate }, 'refused');
    },
  };
  const gateway = new GuardedGateway(served, sendsByUrl(limits.subgraphCallMs, log), records);
  const apollo = createGraphServer({ gateway, mode: configuration.mode, limits, mask: frank, log });
  await apollo.start();
  const graph = new GraphFront(configuration, {
    apollo,
    safelist: NO_SAFELIST,
    judgeSize: () => null,
    identify: async (request) => anyone(request),
    mask: frank,
    clock: () => new Date(),
    limits,
  });
  const server = createHttpFront(configuration, { graph, mask: frank, limits, log });
  addHealth(server, async () => []);
  const url = await server.listen({ host, port });
  return {
    url,
    replace: (next) => {
      if (next !== served.current.sdl) served.replace(readGraph(next));
    },
    close: async () => {
      await server.close();
      await apollo.stop();
    },
  };
}

function anyone({ ip, id, headers }: Asking): Caller {
  return { facts: null, address: ip, language: languageOf(headers['accept-language']), purpose: 'PATRQT', trace: id };
}
