import type { Dispatcher } from 'undici';
import type { Answer } from './transport.js';

/** An answer as it comes in, piece by piece; without the streams that would otherwise be made for each. */
export class ReceivedAnswer implements Dispatcher.DispatchHandler {
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
