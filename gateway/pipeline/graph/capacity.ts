/** How much is done at once: what comes beyond it waits its turn, and beyond the queue is refused at once instead of growing. */
import { Refused } from '../../refused.js';

const RETRY_AFTER_SECONDS = 1;

export class Capacity {
  private busy = 0;
  /** In order of arrival. */
  private readonly queue = new Set<() => void>();

  constructor(
    private readonly atOnce: number,
    private readonly waiting: number,
  ) {}

  /** @throws Refused OVERLOADED when even the queue is full. */
  refuseWhenFull(): void {
    if (this.busy < this.atOnce || this.queue.size < this.waiting) return;
    throw new Refused('OVERLOADED', { status: 503, details: { retryAfterSeconds: RETRY_AFTER_SECONDS } });
  }

  /**
   * Nothing to wait for when there is room. Who has entered leaves again, however it ends.
   * @throws Refused OVERLOADED; the signal's reason when it fires before the turn has come.
   */
  enter(signal: AbortSignal): Promise<void> | undefined {
    this.refuseWhenFull();
    if (this.busy < this.atOnce) {
      this.busy += 1;
      return undefined;
    }
    return new Promise((resolve, reject) => {
      const gone = (): void => {
        this.queue.delete(turn);
        reject(signal.reason as Error);
      };
      const turn = (): void => {
        signal.removeEventListener('abort', gone);
        resolve();
      };
      signal.addEventListener('abort', gone, { once: true });
      this.queue.add(turn);
    });
  }

  /** The place goes to who waits longest. */
  leave(): void {
    const [next] = this.queue;
    if (next === undefined) {
      this.busy -= 1;
      return;
    }
    this.queue.delete(next);
    next();
  }
}
