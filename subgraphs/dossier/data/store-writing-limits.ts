import type { Store } from '../../../program/store.js';
import { DomainError } from '../../domain-error.js';
import { WRITING_LIMITS, type WritingLimit, type WritingLimits } from '../domain/writing-limits.js';

/** No store, no writing: it fails closed. */
export class StoreWritingLimits implements WritingLimits {
  constructor(private readonly store: Pick<Store, 'increment' | 'expiresIn'>) {}

  async take(limit: WritingLimit, account: string): Promise<void> {
    for (const { most, windowMs } of WRITING_LIMITS[limit]) {
      const wait = await this.count(`writing:${limit}:${windowMs}:${account}`, most, windowMs);
      if (wait > 0) throw new DomainError('TOO_MANY_ATTEMPTS', { retryAfterSeconds: wait });
    }
  }

  /** The seconds to wait; 0: none. */
  private async count(key: string, most: number, windowMs: number): Promise<number> {
    try {
      if ((await this.store.increment(key, windowMs)) <= most) return 0;
      return Math.max(1, Math.ceil((await this.store.expiresIn(key)) / 1000));
    } catch (error) {
      throw new DomainError('UNAVAILABLE', {}, { cause: error });
    }
  }
}
