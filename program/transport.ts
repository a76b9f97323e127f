/** How one program reaches another: over HTTP between processes, or straight into it when one process runs them all. */
import { Pool, type Dispatcher } from 'undici';
import { Deadline } from './deadline.js';

export interface Request {
  path: string;
  headers: Record<string, string>;
  body: string;
  /** Ends the call when it fires: the caller has gone, or time is up. */
  signal?: AbortSignal | undefined;
  /** After which nobody waits any more. */
  limitMs?: number | undefined;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Sends a POST and gives the answer; rejects when there is none. */
export type Transport = (request: Request) => Promise<Answer>;

/** @param timeoutMs after which the other side counts as unavailable, when a request says no limit of its own. */
export function httpTransport(baseUrl: string, timeoutMs: number): Transport {
  const { origin } = new URL(baseUrl);
  const pool = new Pool(origin, {
    connections: 64,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connectTimeout: timeoutMs,
  });
  return ({ path, headers, body, signal, limitMs = timeoutMs }) =>
    new Promise((resolve, reject) => {
      const answer = new ReceivedAnswer(resolve, reject, limitMs, signal);
      pool.dispatch({ origin, method: 'POST', path, headers, body }, answer);
    });
}

/**
 * Straight into a program in the same process. Whether or not it heeds its signal, the wait for it ends.
 * @param handle what the program does with a request.
 */
export function inProcessTransport(handle: Transport, timeoutMs: number): Transport {
  return ({ signal, limitMs = timeoutMs, ...request }) =>
    new Promise((resolve, reject) => {
      const ended = new AbortController();
      const deadline = new Deadline(limitMs, signal, (reason) => {
        ended.abort(reason);
        reject(reason);
      });
      handle({ ...request, signal: ended.signal })
        .then(resolve, reject)
        .finally(() => deadline.clear());
    });
}

/** An answer as it comes in, piece by piece; without the streams that would otherwise be made for each. */
class ReceivedAnswer implements Dispatcher.DispatchHandler {
  private readonly pieces: Buffer[] = [];
  private status = 0;
  private headers: Record<string, string> = {};
  private controller: Dispatcher.DispatchController | undefined;
  private reason: Error | undefined;
  private readonly deadline: Deadline;

  constructor(
    private readonly resolve: (answer: Answer) => void,
    private readonly reject: (error: Error) => void,
    limitMs: number,
    signal: AbortSignal | undefined,
  ) {
    this.deadline = new Deadline(limitMs, signal, (reason) => this.abandon(reason));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.reason !== undefined) controller.abort(this.reason);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.status = status;
    this.headers = plain(headers);
  }

  onResponseData(_controller: Dispatcher.DispatchController, piece: Buffer): void {
    this.pieces.push(piece);
  }

  onResponseEnd(): void {
    this.deadline.clear();
    const [first] = this.pieces;
    const whole = this.pieces.length === 1 && first !== undefined ? first : Buffer.concat(this.pieces);
    this.resolve({ status: this.status, headers: this.headers, body: whole.toString() });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.deadline.clear();
    this.reject(error);
  }

  /** Nobody waits for it any more. */
  private abandon(reason: Error): void {
    this.reason = reason;
    this.controller?.abort(reason);
    this.reject(reason);
  }
}

/** RFC 9110, 5.3: values of one name are one value, with commas between them. */
function plain(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const plainly: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    plainly[name] = typeof value === 'string' ? value : (value?.join(', ') ?? '');
  }
  return plainly;
}
