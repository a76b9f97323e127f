/** Until when something is waited for: a time from now, or the end of what it serves if that comes first. */
export class Deadline {
  private readonly ended = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly end = (): void => {
    this.ended.abort(this.served?.reason);
  };

  // signals made of signals cost more than the rest of a small call's bookkeeping: one controller and a timer
  constructor(
    ms: number,
    private readonly served?: AbortSignal,
  ) {
    this.timer = setTimeout(() => this.ended.abort(new DOMException('time is up', 'TimeoutError')), ms);
    if (served?.aborted === true) this.end();
    else served?.addEventListener('abort', this.end, { once: true });
  }

  get signal(): AbortSignal {
    return this.ended.signal;
  }

  /** Nobody waits any more. */
  clear(): void {
    clearTimeout(this.timer);
    this.served?.removeEventListener('abort', this.end);
  }
}
