/** The front of the system: what happens to a request, in order, a row each. */
import './execution/no-telemetry.js';
import { addHealth } from '../program/http-server.js';
import type { Log } from '../program/log.js';
import { CallSigner } from '../program/calls/signer.js';
import type { Store } from '../program/store.js';
import { ACCOUNT_CHANGED } from '../schema/calls.js';
import type { GatewayConfiguration } from './config.js';
import { readGraph } from './execution/graph/graph.js';
import { openSupergraph } from './execution/graph/open-supergraph.js';
import { GuardedGateway } from './execution/guarded-gateway.js';
import { RefusalRecords } from './execution/access/refusal-records.js';
import { sendsTo } from './execution/subgraph-send.js';
import { LIMITS } from './limits.js';
import { demandOwn } from './own-graph.js';
import { AccessTokens } from './pipeline/access-tokens.js';
import { admitOrigins } from './pipeline/cross-origin.js';
import { errorMask } from './pipeline/error-mask.js';
import { offerExports } from './pipeline/export-download.js';
import { offerFigures } from './pipeline/figures-download.js';
import { offerExplorer } from './pipeline/explorer.js';
import { GraphFront } from './pipeline/graph/graph-front.js';
import { createGraphServer } from './pipeline/graph-server.js';
import { createHttpFront } from './pipeline/http-front.js';
import { ExportSteps } from './pipeline/log-export/export-steps.js';
import { offerLogExport } from './pipeline/log-export/log-export.js';
import { identification } from './pipeline/identification.js';
import { publishKeys } from './pipeline/published-keys.js';
import { queryLimits } from './pipeline/query-limits.js';
import { demandSecureConnection } from './pipeline/secure-connection.js';
import { addSecurityHeaders } from './pipeline/security-headers.js';
import { offerServiceTokens } from './pipeline/service-tokens.js';
import { SessionCache } from './pipeline/session-cache.js';
import { describeTokens } from './pipeline/token-metadata.js';
import { ListedDocuments, NO_SAFELIST } from './safelist/safelist.js';
import { SUBGRAPH_NAMES, SubgraphCalls, type Transports } from './subgraph-calls.js';
import { readSupergraph } from './supergraph.js';

export interface GatewayParts {
  transports: Transports;
  store: Store;
  log: Log;
  clock: () => Date;
}

export interface RunningGateway {
  url: string;
  /** Serves another supergraph from now on; what has begun finishes on the present one. @throws Error; the present one stays. */
  replace: (supergraph: string) => void;
  /** Finishes the answers that are on their way. */
  close: () => Promise<void>;
}

export async function startGateway(
  configuration: GatewayConfiguration,
  { transports, store, log, clock }: GatewayParts,
): Promise<RunningGateway> {
  const { mode } = configuration;
  const limits = { ...LIMITS, ...configuration.limits };
  const supergraph = configuration.supergraph ?? readSupergraph();
  const calls = new SubgraphCalls(await CallSigner.create('gateway', configuration.callKey), transports);
  const tokens = new AccessTokens(calls, clock, limits.identityCallMs);
  const sessions = new SessionCache(calls, clock, limits.identityCallMs);
  const records = new RefusalRecords(calls, store, log, limits.identityCallMs);
  await store.subscribe(ACCOUNT_CHANGED, (account) => sessions.forget(account));

  const mask = errorMask(mode, log);
  const { served, close: closeSupergraph } = await openSupergraph(supergraph, log);
  demandOwn(served.current);
  const sendFor = sendsTo(SUBGRAPH_NAMES, { calls, limitMs: limits.subgraphCallMs, log });
  const gateway = new GuardedGateway(served, sendFor, records);
  const apollo = createGraphServer({ gateway, mode, limits, mask, log });
  await apollo.start();

  const identify = identification({ tokens, sessions, records, clock });
  const { safelist } = configuration;
  const graph = new GraphFront(configuration, {
    apollo,
    safelist: safelist === undefined ? NO_SAFELIST : new ListedDocuments(safelist, log),
    judgeSize: queryLimits(limits, () => served.current.apiSchema),
    ...{ identify, mask, clock, limits },
  });
  const server = createHttpFront(configuration, { graph, mask, limits, log });
  addSecurityHeaders(server, mode);
  if (mode === 'production') demandSecureConnection(server);
  await admitOrigins(server, configuration.corsOrigins);
  addHealth(server, () => notReady(store, tokens));
  publishKeys(server, tokens);
  if (configuration.publicUrl !== undefined) {
    const { publicUrl } = configuration;
    describeTokens(server, publicUrl);
    await offerServiceTokens(server, { calls, publicUrl, limitMs: limits.subgraphCallMs });
  }
  if (mode === 'development') await offerExplorer(server, configuration.explorerFolder);
  offerExports(server, { calls, identify, records, clock, limitMs: limits.requestMs });
  offerFigures(server, { calls, identify, records, clock, limitMs: limits.subgraphCallMs });
  const steps = new ExportSteps(calls, limits.subgraphCallMs);
  offerLogExport(server, { steps, identify, sessions, records, store, log, clock });
  const url = await server.listen({ host: configuration.host, port: configuration.port });
  return {
    url,
    replace: (next) => served.replace(demandOwn(readGraph(next))),
    close: async () => {
      await server.close();
      await apollo.stop();
      await closeSupergraph();
    },
  };
}

async function notReady(store: Store, tokens: AccessTokens): Promise<string[]> {
  const [storeReady, identityReady] = await Promise.all([
    store.isReady(),
    tokens.publicKeys().then(
      () => true,
      () => false,
    ),
  ]);
  return [...(storeReady ? [] : ['store']), ...(identityReady ? [] : ['identity'])];
}
