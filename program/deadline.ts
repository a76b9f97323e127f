/** Until when something is waited for: a time from now, or the end of what it serves if that comes first. */
export class Deadline {
  private readonly timer: NodeJS.Timeout;
  private readonly end = (): void => {
    this.clear();
    this.over(this.served?.reason as Error);
  };

  // a callback and no signal of its own: signals made of signals cost more than the rest of a small call's bookkeeping
  /** @throws the reason of what it serves, when that has ended already. */
  constructor(
    ms: number,
    private readonly served: AbortSignal | undefined,
    private readonly over: (reason: Error) => void,
  ) {
    served?.throwIfAborted();
    served?.addEventListener('abort', this.end);
    this.timer = setTimeout(() => {
      this.clear();
      over(new DOMException('time is up', 'TimeoutError'));
    }, ms);
  }

  /** Nobody waits any more. */
  clear(): void {
    clearTimeout(this.timer);
    this.served?.removeEventListener('abort', this.end);
  }
}
