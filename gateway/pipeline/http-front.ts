/** The HTTP server that faces the outside: small bodies, no slow senders; HTTP/2 beside HTTP/1.1 where the TLS is ours. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { constants, createSecureServer, type Http2SecureServer, type ServerHttp2Session } from 'node:http2';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Log } from '../../program/log.js';
import type { FrontConfiguration } from '../config.js';
import type { Limits } from '../limits.js';
import { answerErrors } from './error-answers.js';
import type { Mask } from './error-mask.js';
import type { GraphFront } from './graph/graph-front.js';
import { inOriginForm } from './request-target.js';
import { traceOf } from './trace.js';
import { unreadable } from './unreadable.js';

const KEEP_ALIVE_MS = 72_000;
const MOST_STREAMS = 100;
/** How late a connection that is too slow may be found. */
const SLOWNESS_CHECKED_MS = 2_000;

export interface HttpFrontParts {
  graph: GraphFront;
  mask: Mask;
  limits: Limits;
  log: Log;
}

/** The graph is answered by its own front, everything else by the routes that are added; the trace id is the request id. */
export function createHttpFront(
  configuration: FrontConfiguration,
  { graph, mask, limits, log }: HttpFrontParts,
): FastifyInstance {
  const { tls, trustedProxies } = configuration;
  const loggerInstance: FastifyBaseLogger = log;
  const options = {
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: limits.body,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    genReqId: ({ headers }: IncomingMessage) => traceOf(headers['traceparent']),
    clientErrorHandler: unreadable(mask),
    serverFactory: (routes: RequestListener) => {
      const listener: RequestListener = (request, response) => {
        inOriginForm(request);
        if (!graph.serves(request)) routes(request, response);
        else
          graph.answer(request, response).catch((error: unknown) => {
            log.error({ err: error }, 'an answer could not be written');
            response.destroy();
          });
      };
      return strict(open(configuration, limits, listener), limits);
    },
  };
  // the server is ours either way: `https` only tells the library what its address begins with
  const server = fastify({ ...options, ...(tls !== null && { https: {} }) }) as FastifyInstance;
  server.removeContentTypeParser('text/plain');
  answerErrors(server, mask);
  return server;
}

function open({ tls }: FrontConfiguration, limits: Limits, listener: RequestListener): Server {
  const checked = { connectionsCheckingInterval: SLOWNESS_CHECKED_MS };
  if (tls === null) return createServer(checked, listener);
  const server = createSecureServer(
    {
      ...checked,
      handshakeTimeout: limits.requestMs,
      cert: tls.certificate,
      key: tls.key,
      minVersion: 'TLSv1.2',
      allowHTTP1: true,
      settings: { maxConcurrentStreams: MOST_STREAMS },
    },
    // the compatible side of HTTP/2 has what is used of a request and an answer
    listener as unknown as Parameters<typeof createSecureServer>[1],
  );
  return closingSessions(endingStreams(server)) as unknown as Server;
}

function strict(server: Server, limits: Limits): Server {
  // of two `Host` or `Authorization` headers none is taken for the first: together they are no valid one (RFC 9112, 3.2)
  Object.assign(server, { joinDuplicateHeaders: true });
  // what comes beyond it is closed as it comes in
  server.maxConnections = limits.connections;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = limits.requestMs;
  server.requestTimeout = limits.requestMs;
  return server;
}

/** RFC 9113, 8.1: who has the answer before all of the request is sent is told to send no more. */
function endingStreams(server: Http2SecureServer): Http2SecureServer {
  return server.on('stream', (stream) => {
    stream.once('finish', () => {
      if (!stream.readableEnded) stream.close(constants.NGHTTP2_NO_ERROR);
    });
  });
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
