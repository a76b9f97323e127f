/** How one program reaches another: over HTTP between processes, or straight into it when one process runs them all. */
import { Agent, fetch } from 'undici';

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

/** @param timeoutMs after which the other side counts as unavailable. */
export function httpTransport(baseUrl: string, timeoutMs: number): Transport {
  const agent = new Agent({
    connections: 64,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: timeoutMs,
  });
  return async ({ path, headers, body, signal }) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(new URL(path, baseUrl), {
      method: 'POST',
      headers,
      body,
      dispatcher: agent,
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  };
}
