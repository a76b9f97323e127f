import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Log } from '../../program/log.js';
import type { GatewayConfiguration } from '../config.js';
import type { Limits } from '../limits.js';
import { traceOf } from './trace.js';

/** The HTTP server that faces the outside: JSON only, small bodies, no slow senders, and the trace id as request id. */
export function createHttpFront(
  { tls, trustedProxies }: GatewayConfiguration,
  limits: Limits,
  log: Log,
): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = log;
  const options = {
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.body,
    requestTimeout: limits.requestMs,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: ({ headers }: { headers: Record<string, string | string[] | undefined> }) =>
      traceOf(headers['traceparent']),
  };
  const server =
    tls === null
      ? fastify(options)
      : (fastify({
          ...options,
          https: { cert: tls.certificate, key: tls.key, minVersion: 'TLSv1.2' },
        }) as FastifyInstance);
  server.removeContentTypeParser('text/plain');
  return server;
}
