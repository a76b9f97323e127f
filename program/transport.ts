/** How one program reaches another: over HTTP between processes, or straight into it when one process runs them all. */
import { Pool } from 'undici';
import { Deadline } from './deadline.js';
import { ReceivedAnswer } from './received-answer.js';

export interface Request {
  path: string;
  headers: Record<string, string>;
  body: string;
  /** Ends the call when it fires: the caller has gone, or time is up. */
  signal?: AbortSignal;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends a POST and gives the answer; rejects when there is none. */
export type Transport = (request: Request) => Promise<Answer>;

/** @param timeoutMs after which the other side counts as unavailable; a signal that is given says until when itself. */
export function httpTransport(baseUrl: string, timeoutMs: number): Transport {
  const { origin } = new URL(baseUrl);
  const pool = new Pool(origin, {
    connections: 64,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: timeoutMs,
  });
  const send = ({ path, headers, body }: Request, signal: AbortSignal): Promise<Answer> =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const answer = new ReceivedAnswer(resolve, reject);
      signal.addEventListener('abort', () => answer.abandon(signal.reason as Error), { once: true });
      pool.dispatch({ origin, method: 'POST', path, headers, body }, answer);
    });
  return async (request) => {
    if (request.signal !== undefined) return send(request, request.signal);
    const deadline = new Deadline(timeoutMs);
    return send(request, deadline.signal).finally(() => deadline.clear());
  };
}
