/** How often something may be tried, counted over all copies of the program. No store, no try: it fails closed. */
import type { Store } from '../../../program/store.js';
import { DomainError } from '../../domain-error.js';
import { keyedHash } from './keyed-hash.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The numbers. `most` tries within `windowMs` of the first. */
export const LIMITS = {
  passwordsPerAddress: { most: 20, windowMs: 10 * MINUTE_MS },
  passwordsPerAccount: { most: 30, windowMs: 12 * HOUR_MS },
  /** Of a device that signed in before. */
  passwordsPerDevice: { most: 30, windowMs: 12 * HOUR_MS },
  challengesPerAccount: { most: 10, windowMs: 24 * HOUR_MS },
  messagesPerNumberShort: { most: 3, windowMs: 10 * MINUTE_MS },
  messagesPerNumberLong: { most: 5, windowMs: HOUR_MS },
  messagesPerAddress: { most: 10, windowMs: HOUR_MS },
  messagesPerPrefix: { most: 50, windowMs: HOUR_MS },
  /** The organisation's own `smsPerHour` holds where it is lower. */
  messagesPerOrganisation: { most: 20_000, windowMs: HOUR_MS },
  recoveriesPerAddress: { most: 10, windowMs: HOUR_MS },
  recoveriesPerEmail: { most: 3, windowMs: HOUR_MS },
  /** Made-up sign-ins, links and tokens. */
  madeUpPerAddress: { most: 30, windowMs: 10 * MINUTE_MS },
  emailChangesPerAccount: { most: 5, windowMs: 24 * HOUR_MS },
  numberChangesPerAccount: { most: 5, windowMs: 24 * HOUR_MS },
  providerSignInsPerAddress: { most: 60, windowMs: 10 * MINUTE_MS },
  providerAnswersPerAddress: { most: 60, windowMs: 10 * MINUTE_MS },
  registrationsPerAddress: { most: 10, windowMs: HOUR_MS },
  registrationsPerEmail: { most: 3, windowMs: 24 * HOUR_MS },
  serviceTokensPerAddress: { most: 60, windowMs: 10 * MINUTE_MS },
  serviceTokensPerAccount: { most: 60, windowMs: 10 * MINUTE_MS },
} as const;
export type LimitName = keyof typeof LIMITS;
export type LimitNumbers = Readonly<Record<LimitName, { most: number; windowMs: number }>>;

export class Limits {
  /** @param key hides e-mail addresses, numbers and network addresses from whoever reads the store. */
  constructor(
    private readonly store: Store,
    private readonly key: Buffer,
    private readonly numbers: LimitNumbers = LIMITS,
  ) {}

  /**
   * Counts a try, before it is made; the number of tries so far. @param lower a lower number than the usual one.
   * @throws DomainError TOO_MANY_ATTEMPTS with the seconds to wait, UNAVAILABLE when nothing can be counted.
   */
  async take(name: LimitName, subject: string, lower = Infinity): Promise<number> {
    const { most, windowMs } = this.numbers[name];
    const key = this.keyOf(name, subject);
    const [taken, back] = await this.ask(async () => [
      await this.store.increment(key, windowMs),
      Number((await this.store.get(`${key}:back`)) ?? 0),
    ]);
    if (taken - back > Math.min(most, lower)) await this.refuse(key);
    return taken - back;
  }

  /** A try that should not have counted, as a right password. */
  async giveBack(name: LimitName, subject: string): Promise<void> {
    const key = this.keyOf(name, subject);
    await this.ask(async () => {
      const left = await this.store.expiresIn(key);
      if (left > 0) await this.store.increment(`${key}:back`, left);
    });
  }

  async forget(name: LimitName, subject: string): Promise<void> {
    const key = this.keyOf(name, subject);
    await this.ask(() => Promise.all([this.store.delete(key), this.store.delete(`${key}:wait`)]));
  }

  /** @throws DomainError TOO_MANY_ATTEMPTS while a wait that was begun lasts. */
  async checkWait(name: LimitName, subject: string): Promise<void> {
    const key = `${this.keyOf(name, subject)}:wait`;
    if ((await this.ask(() => this.store.get(key))) !== null) await this.refuse(key);
  }

  /** Begins a wait; of simultaneous tries the first begins it and goes on. @throws DomainError TOO_MANY_ATTEMPTS for the rest. */
  async beginWait(name: LimitName, subject: string, ms: number): Promise<void> {
    const key = `${this.keyOf(name, subject)}:wait`;
    if (!(await this.ask(() => this.store.setIfAbsent(key, '1', ms)))) await this.refuse(key);
  }

  private async refuse(key: string): Promise<never> {
    const ms = await this.ask(() => this.store.expiresIn(key));
    throw new DomainError('TOO_MANY_ATTEMPTS', { retryAfterSeconds: Math.max(1, Math.ceil(ms / 1000)) });
  }

  private keyOf(name: LimitName, subject: string): string {
    return `limit:${name}:${keyedHash(this.key, `limit ${name}`, subject).toString('base64url')}`;
  }

  private async ask<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new DomainError('UNAVAILABLE', {}, { cause: error });
    }
  }
}
