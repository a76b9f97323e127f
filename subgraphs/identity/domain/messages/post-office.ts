import { deliver, type DeliveryNeeds } from './deliver.js';
import { DeliveryFailure } from './delivery-failure.js';
import type { Post, QueuedMessage } from './message.js';

const TICK_MS = 1_000;
/** Longer than any delivery takes: who still holds a message after this has died. */
const LEASE_MS = 60_000;
const AT_ONCE = 5;

/**
 * Delivers what is in the queue, each second and whenever it is nudged. Any number of copies of the program do so at
 * once: a message is with one of them at a time.
 */
export class PostOffice implements Post {
  private readonly inFlight = new Set<Promise<unknown>>();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private wasNudged = false;
  private isClosing = false;
  private isFailing = false;

  constructor(private readonly needs: DeliveryNeeds) {}

  start(): void {
    this.timer = setInterval(() => this.nudge(), TICK_MS);
    this.nudge();
  }

  nudge(): void {
    this.wasNudged = true;
    if (this.isClosing) return;
    this.round ??= this.deliverAll().finally(() => {
      this.round = undefined;
    });
  }

  async sendNow(id: string): Promise<void> {
    const [message] = await this.claim(1, id);
    if (message === undefined) throw new DeliveryFailure('INTERRUPTED');
    const failure = await this.keepTrack(deliver(this.needs, message, true));
    if (failure !== null) throw new DeliveryFailure(failure);
  }

  /** Takes nothing more, and waits for what is on its way. */
  async close(): Promise<void> {
    this.isClosing = true;
    clearInterval(this.timer);
    await Promise.allSettled([this.round, ...this.inFlight]);
    await this.needs.mail.close();
  }

  private async deliverAll(): Promise<void> {
    try {
      while (this.wasNudged && !this.isClosing) {
        this.wasNudged = false;
        const claimed = await this.claim(AT_ONCE);
        if (claimed.length === AT_ONCE) this.wasNudged = true; // there may be more
        await Promise.all(claimed.map((message) => this.keepTrack(deliver(this.needs, message))));
      }
      this.isFailing = false;
    } catch (error) {
      // the queue itself: what was claimed comes back when the lease is over; told once, not each second
      if (!this.isFailing) this.needs.log.error({ err: error }, 'the message queue cannot be reached');
      this.isFailing = true;
    }
  }

  private claim(most: number, only?: string): Promise<QueuedMessage[]> {
    const now = this.needs.clock();
    return this.needs.messages.claim(now, new Date(now.getTime() + LEASE_MS), most, only);
  }

  private async keepTrack<T>(work: Promise<T>): Promise<T> {
    this.inFlight.add(work);
    try {
      return await work;
    } finally {
      this.inFlight.delete(work);
    }
  }
}
