/** The HTTP side of a program: POST in, answer out, health, and a stop that finishes what is in flight. */
import fastify, {
  LogController,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
} from 'fastify';
import type { Log } from './log.js';
import type { Transport } from './transport.js';

const BODY_LIMIT_BYTES = 1_000_000;
/** A signed call carries the caller's relations, about half a kilobyte each; a mentor by profession has many. */
const HEADER_LIMIT_BYTES = 512 * 1024;

export interface ServerOptions {
  log: Log;
  /** Answers every POST. */
  handle: Transport;
  /** Says what is not ready, a word each; empty when the program can serve. */
  notReady: () => Promise<string[]>;
}

/** A server for calls between programs; the gateway's front has its own. */
export function createHttpServer({ log, handle, notReady }: ServerOptions): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = log;
  const logController = new LogController({ disableRequestLogging: true });
  const server = fastify({
    loggerInstance,
    logController,
    bodyLimit: BODY_LIMIT_BYTES,
    http: { maxHeaderSize: HEADER_LIMIT_BYTES },
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  server.post('/*', async (request, reply) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
    const body = (request.body as string | null) ?? '';
    const answer = await handle({ path: request.url, headers, body, signal: whileWaitedFor(reply) });
    return reply.code(answer.status).headers(answer.headers).send(answer.body);
  });
  server.setErrorHandler((error: FastifyError, _request, reply) => {
    const { statusCode: status = 500 } = error;
    if (status < 500) return reply.code(status).send({ code: 'BAD_REQUEST' });
    log.error({ err: error }, 'a call could not be answered');
    return reply.code(500).send({ code: 'INTERNAL' }); // the message of the error is for the log alone
  });
  addHealth(server, notReady);
  return server;
}

/** Fires when the caller hangs up before the answer. */
function whileWaitedFor({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort(new Error('the caller has gone'));
  });
  return gone.signal;
}

/** `/health/live`: the process runs. `/health/ready`: it can serve; 503 names what it waits for. */
export function addHealth(server: FastifyInstance, notReady: () => Promise<string[]>): void {
  let closing = false;
  server.addHook('preClose', async () => {
    closing = true;
  });
  server.addHook('onSend', async (_request, reply) => {
    if (closing) void reply.header('connection', 'close');
  });
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const missing = closing ? ['closing'] : await notReady();
    if (missing.length === 0) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', missing });
  });
}
