/** The way out for a copy of the log: as long as it is, page by page, for its manager (NEN 7513). Audit decides and records. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../../../program/log.js';
import type { Store } from '../../../program/store.js';
import { LOG_EXPORT_PATH } from '../../../schema/calls.js';
import type { Caller } from '../../../schema/caller.js';
import type { RefusalRecords } from '../../execution/access/refusal-records.js';
import { Refused } from '../../refused.js';
import type { Identify } from '../identification.js';
import { goneSignalOf } from '../request-scope.js';
import type { SessionCache } from '../session-cache.js';
import { acceptsGzip } from './accepts-gzip.js';
import { readExportRequest } from './export-request.js';
import type { ExportSteps } from './export-steps.js';
import { exportStream, type Beginning } from './export-stream.js';
import { takeTurn, type Turn } from './export-turns.js';

/** Who takes nothing in for so long is gone. */
const STALLED_MS = 60_000;

export interface LogExport {
  steps: ExportSteps;
  identify: Identify;
  sessions: SessionCache;
  records: RefusalRecords;
  store: Store;
  log: Log;
  clock: () => Date;
}

export function offerLogExport(server: FastifyInstance, parts: LogExport): void {
  const stopping = new AbortController();
  // an export can last longer than a program that has to stop waits
  server.addHook('preClose', async () => stopping.abort(new Error('the gateway stops')));
  server.route({
    method: 'GET',
    url: LOG_EXPORT_PATH,
    // each export is on the log: to look whether there is something would be one
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const signal = AbortSignal.any([goneSignalOf(reply), stopping.signal]);
      const caller = await signedIn(await parts.identify(request), parts);
      const asked = readExportRequest(request.query);
      const turn = await takeTurn(parts.store, accountOf(caller));
      const beginning = await begin(parts, asked, caller, { turn, signal });
      const zipped = acceptsGzip(request.headers['accept-encoding']);
      const flow = {
        ...{ steps: parts.steps, turn, caller, signal },
        refresh: (latest: Caller) => refreshed(parts.sessions, latest),
        onBrokenOff: (reason: unknown) => breakOff(parts.log, request, reply, reason),
      };
      reply.raw.setTimeout(STALLED_MS, () => reply.raw.destroy());
      const stream = await exportStream(flow, beginning, zipped);
      return described(reply, beginning, zipped).send(stream);
    },
  });
}

/** @throws Refused UNAUTHENTICATED, on the record. */
async function signedIn(caller: Caller, { records, clock }: LogExport): Promise<Caller> {
  if (caller.facts !== null) return caller;
  await records.record(caller, clock(), [{ code: 'UNAUTHENTICATED', coordinate: null, client: null }]);
  throw new Refused('UNAUTHENTICATED', { status: 401 });
}

/** What is wrong before the first page is answered as such. @throws Refused. */
async function begin(
  { steps }: LogExport,
  asked: ReturnType<typeof readExportRequest>,
  caller: Caller,
  { turn, signal }: { turn: Turn; signal: AbortSignal },
): Promise<Beginning> {
  try {
    const opening = await steps.begin(asked, caller, signal);
    return { opening, first: await steps.next(opening.next, caller, signal) };
  } catch (error) {
    await turn.end();
    throw error;
  }
}

/** The token was good when the export began; from then on it is the session that has to last. */
async function refreshed(sessions: SessionCache, caller: Caller): Promise<Caller> {
  const { session = '', account = '' } = caller.facts ?? {};
  const facts = await sessions.factsOf(session, account);
  if (facts === null) throw new Refused('SESSION_ENDED');
  return { ...caller, facts };
}

function described(reply: FastifyReply, { opening }: Beginning, zipped: boolean): FastifyReply {
  const { type, name, total, isEstimate, size } = opening;
  if (zipped) void reply.header('content-encoding', 'gzip');
  return reply.type(type).headers({
    'content-disposition': `attachment; filename="${name}"`,
    'cache-control': 'no-store',
    vary: 'accept-encoding, authorization, origin',
    'inzage-total': isEstimate ? `${total};estimate` : `${total}`,
    'inzage-size': `${size}`,
  });
}

/** The connection ends as one that is broken, not as an answer that is done. */
function breakOff(log: Log, request: FastifyRequest, reply: FastifyReply, reason: unknown): void {
  log.warn({ reason: (reason as Error).message, trace: request.id }, 'an export of the log broke off');
  reply.raw.destroy();
}

function accountOf({ facts }: Caller): string {
  return facts?.account ?? '';
}
