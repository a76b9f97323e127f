/** What goes wrong outside an operation is answered in the same form as inside one. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ErrorCode } from '../../schema/error-codes.js';
import { Refused } from '../refused.js';
import type { Mask } from './error-mask.js';
import type { Asking } from './graph/asking.js';
import { languageOf } from './language.js';

export interface ErrorAnswer {
  status: number;
  code: ErrorCode;
  headers: Record<string, string>;
  /** GraphQL, 7.1: an answer without `data`. */
  body: { errors: object[] };
}

export function errorAnswer(error: Error & { statusCode?: number }, asking: Asking, mask: Mask): ErrorAnswer {
  const { code, status } = error instanceof Refused ? refusalOf(error) : faultOf(error);
  const extensions = error instanceof Refused ? error.extensions : {};
  const reader = { language: languageOf(asking.headers['accept-language']), trace: asking.id };
  const message = error instanceof Refused ? (error.originalError?.message ?? error.message) : error.message;
  // the status stands in the answer's own head
  const masked = mask({ message, extensions: { ...extensions, http: undefined, code } }, error, reader);
  return { status, code, headers: headersOf(status, extensions), body: { errors: [masked] } };
}

export function answerErrors(server: FastifyInstance, mask: Mask): void {
  server.setErrorHandler((error: Error, request, reply) => send(reply, errorAnswer(error, request, mask)));
  server.setNotFoundHandler((request, reply) =>
    send(reply, errorAnswer(new Refused('NOT_FOUND', { status: 404 }), request, mask)),
  );

  function send(reply: FastifyReply, { status, headers, body }: ErrorAnswer): FastifyReply {
    return reply.code(status).headers(headers).send(body);
  }
}

function headersOf(status: number, { retryAfterSeconds }: Record<string, unknown>): Record<string, string> {
  return {
    'cache-control': 'no-store',
    // RFC 6750, 3
    ...(status === 401 && { 'www-authenticate': 'Bearer error="invalid_token"' }),
    // RFC 9110, 10.2.3; RFC 6585, 4
    ...((status === 503 || status === 429) &&
      typeof retryAfterSeconds === 'number' && { 'retry-after': `${retryAfterSeconds}` }),
    // RFC 9110, 15.5.6
    ...(status === 405 && { allow: 'GET, POST' }),
  };
}

function refusalOf({ code, extensions }: Refused): { code: ErrorCode; status: number } {
  const { status = 503 } = (extensions['http'] ?? {}) as { status?: number };
  return { code, status };
}

/** Status as the HTTP library judged the request; a signal that fired says only that time is up. */
function faultOf({ statusCode: status = 500, name }: Error & { statusCode?: number }): {
  code: ErrorCode;
  status: number;
} {
  if (name === 'TimeoutError') return { code: 'TIMED_OUT', status: 503 };
  if (status === 413) return { code: 'QUERY_TOO_LARGE', status };
  if (status >= 400 && status < 500) return { code: 'BAD_REQUEST', status };
  if (status === 503) return { code: 'UNAVAILABLE', status };
  return { code: 'INTERNAL', status: 500 };
}
