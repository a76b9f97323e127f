/** FHIR over HTTP: addresses, who may come in, faults as OperationOutcome, and what has not changed is not sent again. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { FhirFault } from './fhir-fault.js';
import type { ServedBase } from './served-base.js';
import type { TokenDesk } from './token-desk.js';

/** Has the last word on what is sent. @param query of the address that was asked for. */
export type Tamper = (body: object, path: string, query: URLSearchParams) => object;

export interface Door {
  server: ServedBase;
  /** Null where nobody is asked who they are. */
  desk: TokenDesk | null;
  tamper: Tamper;
}

interface Asked {
  Params: { type: string; id: string };
}

/** @param path of the base, as `/organisation/r4`. */
export function serveFhir(http: FastifyInstance, path: string, door: Door): void {
  const { server } = door;
  const guarded = { onRequest: async (request: FastifyRequest) => assertMayEnter(door, request) };
  http.get(`${path}/metadata`, async (request, reply) => send(request, reply, server.metadata(), door));
  http.get<Asked>(`${path}/:type/:id`, guarded, async (request, reply) =>
    send(request, reply, await server.read(request.params.type, request.params.id), door),
  );
  http.get<Asked>(`${path}/:type`, guarded, async (request, reply) =>
    send(request, reply, await server.search(request.params.type, queryOf(request)), door),
  );
  http.post<Asked & { Body: URLSearchParams }>(`${path}/:type/_search`, guarded, async (request, reply) =>
    send(request, reply, await server.search(request.params.type, request.body), door),
  );
  http.get(path, guarded, async (request, reply) =>
    send(request, reply, await server.follow(queryOf(request).get('_page') ?? ''), door),
  );
}

/** RFC 6749: answers of a token endpoint are kept by nobody. */
export function serveTokens(http: FastifyInstance, path: string, desk: TokenDesk): void {
  http.post<{ Body: URLSearchParams }>(path, async (request, reply) => {
    const { status, body } = await desk.answer(request.body);
    return reply.code(status).header('cache-control', 'no-store').send(body);
  });
}

/** Everything that is not served, as FHIR says it. */
export function answerFaults(http: FastifyInstance): void {
  http.setNotFoundHandler(async ({ method }, reply) =>
    sendFault(
      reply,
      method === 'GET'
        ? new FhirFault(404, 'not-found', 'There is nothing here')
        : new FhirFault(405, 'not-supported', 'This server can only be read'),
    ),
  );
  http.setErrorHandler(async (error, _request, reply) =>
    sendFault(reply, error instanceof FhirFault ? error : new FhirFault(500, 'exception', 'It went wrong')),
  );
}

function assertMayEnter({ desk }: Door, { headers }: FastifyRequest): void {
  if (desk?.lets(headers.authorization) === false) throw new FhirFault(401, 'login', 'An access token is needed');
}

function send(request: FastifyRequest, reply: FastifyReply, answer: object, { tamper }: Door): FastifyReply {
  const body = JSON.stringify(tamper(answer, pathOf(request), queryOf(request)));
  const tag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  void reply.header('etag', tag).header('cache-control', 'no-cache');
  if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(tag) === true) return reply.code(304).send();
  return reply.type('application/fhir+json; charset=utf-8').send(body);
}

function sendFault(reply: FastifyReply, fault: FhirFault): FastifyReply {
  if (fault.status === 401) void reply.header('www-authenticate', 'Bearer');
  return reply.code(fault.status).type('application/fhir+json; charset=utf-8').send(JSON.stringify(fault.outcome));
}

function pathOf({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? '';
}

function queryOf({ url }: FastifyRequest): URLSearchParams {
  return new URL(url, 'http://fhir').searchParams;
}
