/** The HTTP server that faces the outside: small bodies, no slow senders; HTTP/2 beside HTTP/1.1 where the TLS is ours. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createSecureServer, type Http2SecureServer, type ServerHttp2Session } from 'node:http2';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Log } from '../../program/log.js';
import type { FrontConfiguration } from '../config.js';
import type { Limits } from '../limits.js';
import type { GraphFront } from './graph/graph-front.js';
import { traceOf } from './trace.js';

const KEEP_ALIVE_MS = 72_000;
const MOST_STREAMS = 100;

/** The graph is answered by its own front, everything else by the routes that are added; the trace id is the request id. */
export function createHttpFront(
  configuration: FrontConfiguration,
  limits: Limits,
  log: Log,
  graph: GraphFront,
): FastifyInstance {
  const { tls, trustedProxies } = configuration;
  const loggerInstance: FastifyBaseLogger = log;
  const options = {
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.body,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: ({ headers }: IncomingMessage) => traceOf(headers['traceparent']),
    serverFactory: (routes: RequestListener) => {
      const listener: RequestListener = (request, response) => {
        if (!graph.serves(request)) routes(request, response);
        else
          graph.answer(request, response).catch((error: unknown) => {
            log.error({ err: error }, 'an answer could not be written');
            response.destroy();
          });
      };
      return bounded(open(configuration, listener), limits);
    },
  };
  // the server is ours either way: `https` only tells the library what its address begins with
  const server = fastify({ ...options, ...(tls !== null && { https: {} }) }) as FastifyInstance;
  server.removeContentTypeParser('text/plain');
  return server;
}

function open({ tls }: FrontConfiguration, listener: RequestListener): Server {
  if (tls === null) return createServer(listener);
  const server = createSecureServer(
    {
      cert: tls.certificate,
      key: tls.key,
      minVersion: 'TLSv1.2',
      allowHTTP1: true,
      settings: { maxConcurrentStreams: MOST_STREAMS },
    },
    // the compatible side of HTTP/2 has what is used of a request and an answer
    listener as unknown as Parameters<typeof createSecureServer>[1],
  );
  return closingSessions(server) as unknown as Server;
}

function bounded(server: Server, limits: Limits): Server {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.requestTimeout = limits.requestMs;
  return server;
}

/** Sessions of HTTP/2 end when their answers are out; without this a server that stops would wait for them. */
function closingSessions(server: Http2SecureServer): Http2SecureServer {
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session) => {
    sessions.add(session);
    session.once('close', () => sessions.delete(session));
    session.setTimeout(KEEP_ALIVE_MS, () => session.close());
  });
  return Object.assign(server, {
    closeHttp2Sessions: () => sessions.forEach((session) => session.close()),
  });
}
