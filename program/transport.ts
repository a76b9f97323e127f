/** How one program reaches another: over HTTP between processes, or straight into it when one process runs them all. */
import { Pool, type Dispatcher } from 'undici';
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

/** An answer as it comes in, piece by piece; without the streams that would otherwise be made for each. */
class ReceivedAnswer implements Dispatcher.DispatchHandler {
  private readonly pieces: Buffer[] = [];
  private status = 0;
  private headers: Record<string, string> = {};
  private controller: Dispatcher.DispatchController | undefined;
  private reason: Error | undefined;

  constructor(
    private readonly resolve: (answer: Answer) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  /** Nobody waits for it any more. */
  readonly abandon = (reason: Error): void => {
    this.reason = reason;
    this.controller?.abort(reason);
    this.reject(reason);
  };

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
    const [first] = this.pieces;
    const whole = this.pieces.length === 1 && first !== undefined ? first : Buffer.concat(this.pieces);
    this.resolve({ status: this.status, headers: this.headers, body: whole.toString() });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.reject(error);
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
