/** What the gateway knows of the request it is answering, for every step from token to last subgraph call. */
import type { ServerResponse } from 'node:http';
import type { Caller } from '../../schema/caller.js';

export interface RequestScope {
  caller: Caller;
  /** The moment at which access is judged; one for the whole request. */
  now: Date;
  /** Fires when the client has gone or time is up. */
  signal: AbortSignal;
}

/** An answer as whatever HTTP library holds it. */
interface Reply {
  raw: ServerResponse;
}

/** A signal for as long as someone waits for the answer, and no longer than the limit. */
export function lifetimeOf({ raw }: Reply, limitMs: number): AbortSignal {
  const ended = new AbortController();
  // one controller and a timer: signals made of signals cost more than the rest of a small request's bookkeeping
  const timer = setTimeout(() => ended.abort(new DOMException('time is up', 'TimeoutError')), limitMs);
  raw.once('close', () => {
    clearTimeout(timer);
    if (!raw.writableEnded) ended.abort(new Error('the client has gone'));
  });
  return ended.signal;
}

/** Whether it fired because nobody waits any more, which is no fault of whoever was being asked. */
export function hasGone({ aborted, reason }: AbortSignal): boolean {
  return aborted && (reason as Error).name !== 'TimeoutError';
}

/** A signal for as long as someone waits for the answer. */
export function goneSignalOf({ raw }: Reply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort(new Error('the client has gone'));
  });
  return gone.signal;
}
