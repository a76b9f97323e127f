/** Our gateway as `gateway.ts` puts it together, but for the stages that it is told to go without. */
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { RefusalRecords } from '../../../../gateway/execution/access/refusal-records.js';
import { sendsTo } from '../../../../gateway/execution/subgraph-send.js';
import { LIMITS } from '../../../../gateway/limits.js';
import { errorMask } from '../../../../gateway/pipeline/error-mask.js';
import { createGraphServer } from '../../../../gateway/pipeline/graph-server.js';
import { GraphFront } from '../../../../gateway/pipeline/graph/graph-front.js';
import { createHttpFront } from '../../../../gateway/pipeline/http-front.js';
import { identification } from '../../../../gateway/pipeline/identification.js';
import { queryLimits } from '../../../../gateway/pipeline/query-limits.js';
import { NO_SAFELIST } from '../../../../gateway/safelist/safelist.js';
import { SubgraphCalls } from '../../../../gateway/subgraph-calls.js';
import { CallSigner } from '../../../../program/calls/signer.js';
import { InProcessStore } from '../../../../program/in-process-store.js';
import { createLog } from '../../../../program/log.js';
import { httpTransport } from '../../../../program/transport.js';
import { CALL_KEY } from '../graph/caller.js';
import type { Stage } from './stage.js';
import { callerAtHand, sessionsAtHand, tokensUnjudged } from './stages-off.js';
import { told } from './told.js';

const goesWithout = (stage: Stage): boolean => told.without?.includes(stage) ?? false;
if (goesWithout('splice')) register(new URL('no-splice.js', import.meta.url));
// the gateway comes in after what it is to go without
const { GuardedGateway } = await import('../../../../gateway/execution/guarded-gateway.js');
const { openSupergraph } = await import('../../../../gateway/execution/graph/open-supergraph.js');

const configuration = { mode: 'production', corsOrigins: [], trustedProxies: ['127.0.0.1'], tls: null } as const;
const log = createLog('gateway', 'warn');
const clock = (): Date => new Date();
const store = new InProcessStore();
const supergraph = readFileSync(told.supergraph, 'utf8');

const calls = new SubgraphCalls(await signer(), transports());
const records = new RefusalRecords(calls, store, log, LIMITS.identityCallMs);
const mask = errorMask(configuration.mode, log);
const { served } = await openSupergraph(goesWithout('access') ? withoutRules(supergraph) : supergraph, log);
const limitMs = LIMITS.subgraphCallMs;
const sendFor = sendsTo(served.current.subgraphs.keys(), { calls, limitMs, log });
const gateway = new GuardedGateway(served, sendFor, records);
const apollo = createGraphServer({ gateway, mode: configuration.mode, limits: LIMITS, mask, log });
await apollo.start();

const tokens = tokensUnjudged(calls, clock, goesWithout('token'));
const sessions = sessionsAtHand(calls, clock, goesWithout('facts'));
const identify =
  goesWithout('token') && goesWithout('facts') ? callerAtHand : identification({ tokens, sessions, records, clock });
const front = new GraphFront(configuration, {
  ...{ apollo, safelist: NO_SAFELIST, identify, mask, clock, limits: LIMITS },
  judgeSize: goesWithout('limits') ? () => null : queryLimits(LIMITS, () => served.current.apiSchema),
});
if (goesWithout('front')) front.serves = () => false;
const server = createHttpFront(configuration, { graph: front, mask, limits: LIMITS, log });
if (goesWithout('front')) behindTheLibrary(server);
await server.listen({ host: '127.0.0.1', port: told.port });

async function signer(): Promise<CallSigner> {
  const made = await CallSigner.create('gateway', CALL_KEY);
  if (!goesWithout('signing')) return made;
  return Object.assign(made, { sign: () => Promise.resolve('unsigned'), hear: () => Promise.resolve() });
}

function transports() {
  const [identity = '', dossier = '', audit = ''] = told.subgraphs.map((url) => new URL(url).origin);
  return {
    identity: httpTransport(identity, LIMITS.subgraphCallMs),
    dossier: httpTransport(dossier, LIMITS.subgraphCallMs),
    audit: httpTransport(audit, LIMITS.subgraphCallMs),
  };
}

function withoutRules(sdl: string): string {
  return sdl.replace(/(?<!directive) @access\([^)]*\)/g, '');
}

/** The graph as a route among the others; its body stays ours to read. */
function behindTheLibrary(library: FastifyInstance): void {
  library.removeAllContentTypeParsers();
  library.addContentTypeParser('application/json', (_request: unknown, _body: IncomingMessage, done) => done(null));
  library.post('/graphql', (request, reply) => {
    reply.hijack();
    void front.answer(request.raw, reply.raw);
  });
}
