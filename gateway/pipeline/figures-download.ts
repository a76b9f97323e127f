/** Figures as a table or chart, for spreadsheets and reporting tools that speak no GraphQL (V32, R30). Audit decides and records. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CALLS, FIGURES_PATH } from '../../schema/calls.js';
import type { Caller, Language } from '../../schema/caller.js';
import type { ErrorCode } from '../../schema/error-codes.js';
import type { FigureTable } from '../../schema/figures.js';
import type { RefusalRecords } from '../execution/access/refusal-records.js';
import { Refused } from '../refused.js';
import type { SubgraphCalls } from '../subgraph-calls.js';
import { FIGURE_FORMS } from './figure-forms.js';
import { readFigureRequest, type FigureRequest } from './figure-request.js';
import type { Identify } from './identification.js';
import { lifetimeOf } from './request-scope.js';

export interface FiguresDownload {
  calls: SubgraphCalls;
  identify: Identify;
  records: RefusalRecords;
  clock: () => Date;
  limitMs: number;
}

export function offerFigures(server: FastifyInstance, parts: FiguresDownload): void {
  server.route<{ Params: { name: string } }>({
    method: 'GET',
    url: `${FIGURES_PATH}/:name`,
    // each reading is on the log: to look whether there is something would be one
    exposeHeadRoute: false,
    handler: async (request, reply) => {
      const signal = lifetimeOf(reply, parts.limitMs);
      const caller = await signedIn(await parts.identify(request), parts);
      const asked = readFigureRequest(request);
      return answer(request, reply, asked, await ask(parts, asked, caller, signal), caller.language);
    },
  });
}

/** @throws Refused UNAUTHENTICATED, on the record. */
async function signedIn(caller: Caller, { records, clock }: FiguresDownload): Promise<Caller> {
  if (caller.facts !== null) return caller;
  await records.record(caller, clock(), [{ code: 'UNAUTHENTICATED', coordinate: null, client: null }]);
  throw new Refused('UNAUTHENTICATED', { status: 401 });
}

const STATUS: Partial<Record<ErrorCode, number>> = { BAD_INPUT: 400, ACCESS_REFUSED: 403, AUDIT_UNAVAILABLE: 503 };

/** @throws Refused BAD_INPUT, ACCESS_REFUSED, AUDIT_UNAVAILABLE, UNAVAILABLE. */
async function ask(
  { calls, limitMs }: FiguresDownload,
  { question }: FigureRequest,
  caller: Caller,
  signal: AbortSignal,
): Promise<FigureTable> {
  const body = JSON.stringify(question);
  const call = { audience: 'audit', path: CALLS.readFigures, body, caller, signal, limitMs } as const;
  const { status, body: answered } = await calls.send(call);
  if (status === 200) return JSON.parse(answered) as FigureTable;
  const { code, fields } = JSON.parse(answered) as { code?: unknown; fields?: string[] };
  const known = (Object.keys(STATUS) as ErrorCode[]).find((one) => one === code) ?? 'UNAVAILABLE';
  throw new Refused(known, { status: STATUS[known] ?? 503, ...(fields !== undefined && { details: { fields } }) });
}

/** The tag is of the figures and their form: up to when is counted changes with each reading. */
function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: FigureRequest,
  table: FigureTable,
  language: Language,
): FastifyReply {
  const { form, question } = asked;
  const digest = createHash('sha256').update(JSON.stringify([form, question, table.lines, language]));
  const tag = `W/"${digest.digest('base64url')}"`;
  void reply.headers({
    etag: tag,
    'cache-control': 'private, no-cache',
    vary: 'accept, accept-language, authorization',
  });
  if (table.asOf !== null) void reply.header('last-modified', new Date(table.asOf).toUTCString());
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  const { type, extension, write } = FIGURE_FORMS[form];
  const name = `${asked.name}-${question.start}-${question.end}.${extension}`;
  const place = form === 'csv' ? 'attachment' : 'inline';
  return reply
    .header('content-disposition', `${place}; filename="${name}"`)
    .type(type)
    .send(write(asked, table, language));
}
