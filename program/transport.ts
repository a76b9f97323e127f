/** How one program reaches another: over HTTP between processes, or straight into it when one process runs them all. */
import { Pool } from 'undici';
import { Deadline } from './deadline.js';

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
  const pool = new Pool(new URL(baseUrl).origin, {
    connections: 64,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: timeoutMs,
  });
  return async ({ path, headers, body, signal }) => {
    const deadline = new Deadline(timeoutMs, signal);
    try {
      const answer = await pool.request({ method: 'POST', path, headers, body, signal: deadline.signal });
      return { status: answer.statusCode, headers: plain(answer.headers), body: await answer.body.text() };
    } finally {
      deadline.clear();
    }
  };
}

/** RFC 9110, 5.3: values of one name are one value, with commas between them. */
function plain(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value = '']) => [name, [value].flat().join(', ')]));
}
