/** What the gateway knows of the request it is answering, for every step from token to last subgraph call. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../schema/caller.js';

export interface RequestScope {
  caller: Caller;
  /** The moment at which access is judged; one for the whole request. */
  now: Date;
  /** Fires when the client has gone or time is up. */
  signal: AbortSignal;
}

/** Apollo hands the context to neither a data source's fetcher nor the formatting of an error; both find it here. */
export const requestScope = new AsyncLocalStorage<RequestScope>();

/** A signal for as long as someone waits for the answer, and no longer than the limit. */
export function lifetimeOf(reply: FastifyReply, limitMs: number): AbortSignal {
  return AbortSignal.any([goneSignalOf(reply), AbortSignal.timeout(limitMs)]);
}

/** A signal for as long as someone waits for the answer. */
export function goneSignalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort(new Error('the client has gone'));
  });
  return gone.signal;
}
