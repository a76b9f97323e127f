/** The token endpoint for reporting tools: OAuth 2.0 client credentials with a signed assertion (RFC 6749 §4.4, RFC 7523 §2.2). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../schema/caller.js';
import { CALLS } from '../../schema/calls.js';
import { isErrorCode } from '../../schema/error-codes.js';
import type { ServiceToken } from '../../schema/service-token.js';
import { Refused } from '../refused.js';
import type { SubgraphCalls } from '../subgraph-calls.js';
import { languageOf } from './language.js';
import { lifetimeOf } from './request-scope.js';
import { TokenRefused, tokenErrorOf } from './token-error.js';
import { readTokenRequest, type TokenRequest } from './token-request.js';

export const TOKEN_PATH = '/oauth/token';

export interface ServiceTokens {
  calls: SubgraphCalls;
  /** Origin under which the outside knows us: the issuer. */
  publicUrl: string;
  limitMs: number;
}

export async function offerServiceTokens(server: FastifyInstance, parts: ServiceTokens): Promise<void> {
  // a scope of its own: forms are read here and nowhere else (attack case 20)
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    scope.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
      const { status, headers, body } = tokenErrorOf(error);
      if (status >= 500) scope.log.error({ reason: error.message, trace: request.id }, 'a token could not be given');
      return notKept(reply).code(status).headers(headers).send(body);
    });
    scope.post(TOKEN_PATH, async (request, reply) => {
      if (request.headers.authorization !== undefined) throw new TokenRefused('invalid_client', 'Basic');
      const signal = lifetimeOf(reply, parts.limitMs);
      const token = await ask(parts, readTokenRequest(request.body as string | null), callerOf(request), signal);
      return notKept(reply).send({
        access_token: token.accessToken,
        token_type: 'Bearer',
        expires_in: token.expiresInSeconds,
        scope: token.scopes.join(' '),
      });
    });
  });
}

async function ask(
  { calls, publicUrl, limitMs }: ServiceTokens,
  { assertion, scope }: TokenRequest,
  caller: Caller,
  signal: AbortSignal,
): Promise<ServiceToken> {
  const body = JSON.stringify({ assertion, scope, audiences: [publicUrl, `${publicUrl}${TOKEN_PATH}`] });
  const call = { audience: 'identity', path: CALLS.serviceToken, body, caller, signal, limitMs } as const;
  const { status, body: answer } = await calls.send(call);
  if (status === 200) return JSON.parse(answer) as ServiceToken;
  const { code, retryAfterSeconds = 0 } = JSON.parse(answer) as { code?: unknown; retryAfterSeconds?: number };
  throw new Refused(isErrorCode(code) ? code : 'UNAVAILABLE', { details: { retryAfterSeconds } });
}

function callerOf(request: FastifyRequest): Caller {
  const language = languageOf(request.headers['accept-language']);
  return { facts: null, address: request.ip, language, purpose: 'HSYSADMIN', trace: request.id };
}

/** RFC 6749 §5.1. */
function notKept(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store').header('pragma', 'no-cache');
}
