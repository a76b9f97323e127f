/** The way out for a copy of the dossier: a one-time link, followed with the access token of who asked for it (V4, V5). */
import type { FastifyInstance } from 'fastify';
import { CALLS, EXPORTS_PATH, type ExportFile } from '../../schema/calls.js';
import type { Caller } from '../../schema/caller.js';
import type { RefusalRecords } from '../execution/access/refusal-records.js';
import { Refused } from '../refused.js';
import type { SubgraphCalls } from '../subgraph-calls.js';
import type { Identify } from './identification.js';
import { lifetimeOf } from './request-scope.js';

export interface ExportDownload {
  calls: SubgraphCalls;
  identify: Identify;
  records: RefusalRecords;
  clock: () => Date;
  limitMs: number;
}

export function offerExports(server: FastifyInstance, parts: ExportDownload): void {
  server.route<{ Params: { token: string } }>({
    method: 'GET',
    url: `${EXPORTS_PATH}/:token`,
    // a link works once: to look whether it works would be the once
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const signal = lifetimeOf(reply, parts.limitMs);
      const caller = await signedIn(await parts.identify(request), parts);
      const file = await take(parts, request.params.token, caller, signal);
      return reply
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .header('cache-control', 'no-store')
        .type(file.type)
        .send(Buffer.from(file.content, 'base64'));
    },
  });
}

/** @throws Refused UNAUTHENTICATED, on the record. */
async function signedIn(caller: Caller, { records, clock }: ExportDownload): Promise<Caller> {
  if (caller.facts !== null) return caller;
  await records.record(caller, clock(), [{ code: 'UNAUTHENTICATED', coordinate: null, client: null }]);
  throw new Refused('UNAUTHENTICATED', { status: 401 });
}

/** @throws Refused NOT_FOUND, whatever is the matter with the link; AUDIT_UNAVAILABLE, UNAVAILABLE. */
async function take(
  { calls, limitMs }: ExportDownload,
  token: string,
  caller: Caller,
  signal: AbortSignal,
): Promise<ExportFile> {
  const body = JSON.stringify({ token });
  const call = { audience: 'dossier', path: CALLS.takeExport, body, caller, signal, limitMs } as const;
  const { status, body: answer } = await calls.send(call);
  if (status === 200) return JSON.parse(answer) as ExportFile;
  const { code } = JSON.parse(answer) as { code?: unknown };
  if (code === 'NOT_FOUND') throw new Refused('NOT_FOUND', { status: 404 });
  throw new Refused(code === 'AUDIT_UNAVAILABLE' ? code : 'UNAVAILABLE', { status: 503 });
}
