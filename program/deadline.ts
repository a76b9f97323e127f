/** Until when something is waited for: a time from now, or the end of what it serves if that comes first. */
export class Deadline {
  private readonly timer: NodeJS.Timeout;
  private readonly ended: () => void;

  // a callback and no signal of its own: signals made of signals cost more than the rest of a small call's bookkeeping
  /** @throws the reason of what it serves, when that has ended already. */
  constructor(
    ms: number,
    private readonly served: AbortSignal | undefined,
    private readonly over: (reason: Error) => void,
  ) {
    served?.throwIfAborted();
    // not written straight into its place: the engine takes such a function for a lasting one, and what it holds outlives
    // the small collections of garbage
    const ended = (): void => this.end(served?.reason as Error);
    this.ended = ended;
    served?.addEventListener('abort', ended);
    this.timer = setTimeout(timeIsUp, ms, this);
  }

  end(reason: Error): void {
    this.clear();
    this.over(reason);
  }

  /** Nobody waits any more. */
  clear(): void {
    clearTimeout(this.timer);
    this.served?.removeEventListener('abort', this.ended);
  }
}

function timeIsUp(deadline: Deadline): void {
  deadline.end(new DOMException('time is up', 'TimeoutError'));
}
