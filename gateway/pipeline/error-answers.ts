/** What goes wrong outside an operation is answered in the same form as inside one. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../schema/error-codes.js';
import { Refused } from '../refused.js';
import type { Mask } from './error-mask.js';
import { languageOf } from './language.js';

export function answerErrors(server: FastifyInstance, mask: Mask): void {
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const { code, status } = error instanceof Refused ? refusalOf(error) : faultOf(error.statusCode ?? 500);
    return answer(reply, request, status, code, error);
  });
  server.setNotFoundHandler((request, reply) => answer(reply, request, 404, 'NOT_FOUND', null));

  function answer(reply: FastifyReply, request: FastifyRequest, status: number, code: ErrorCode, error: unknown) {
    const reader = { language: languageOf(request.headers['accept-language']), trace: request.id };
    // RFC 6750, 3
    if (status === 401) void reply.header('www-authenticate', 'Bearer error="invalid_token"');
    const message = error instanceof Error ? error.message : code;
    return reply
      .code(status)
      .header('cache-control', 'no-store')
      .send({ errors: [mask({ message, extensions: { ...extensionsOf(error), code } }, error, reader)] });
  }
}

function extensionsOf(error: unknown): Record<string, unknown> {
  return error instanceof Refused ? error.extensions : {};
}

function refusalOf({ code, extensions }: Refused): { code: ErrorCode; status: number } {
  const { status = 503 } = (extensions['http'] ?? {}) as { status?: number };
  return { code, status };
}

/** @param status as the HTTP library judged the request. */
function faultOf(status: number): { code: ErrorCode; status: number } {
  if (status === 413) return { code: 'QUERY_TOO_LARGE', status };
  if (status >= 400 && status < 500) return { code: 'BAD_REQUEST', status };
  if (status === 503) return { code: 'UNAVAILABLE', status };
  return { code: 'INTERNAL', status: 500 };
}
