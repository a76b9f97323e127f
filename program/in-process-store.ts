/** Stands in for Redis where one process runs everything: the same behaviour, forgotten when the process ends. */
import { EventEmitter } from 'node:events';
import type { Store } from './store.js';

const SWEEP_EVERY_MS = 60_000;

interface Entry {
  value: string;
  expiresAt: number;
}

export class InProcessStore implements Store {
  private readonly entries = new Map<string, Entry>();
  private readonly channels = new EventEmitter().setMaxListeners(0);
  private readonly sweeping: NodeJS.Timeout;

  /** @param now the time in milliseconds. */
  constructor(private readonly now: () => number = Date.now) {
    this.sweeping = setInterval(() => this.sweep(), SWEEP_EVERY_MS).unref();
  }

  async get(key: string): Promise<string | null> {
    return this.find(key)?.value ?? null;
  }

  async set(key: string, value: string, ttlMs: number): Promise<void> {
    this.entries.set(key, { value, expiresAt: this.now() + ttlMs });
  }

  async setIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean> {
    if (this.find(key) !== undefined) return false;
    this.entries.set(key, { value, expiresAt: this.now() + ttlMs });
    return true;
  }

  async delete(key: string): Promise<void> {
    this.entries.delete(key);
  }

  async increment(key: string, ttlMs: number): Promise<number> {
    const entry = this.find(key) ?? { value: '0', expiresAt: this.now() + ttlMs };
    const count = Number(entry.value) + 1;
    if (!Number.isSafeInteger(count)) throw new Error('the value of this key is no count');
    this.entries.set(key, { ...entry, value: String(count) });
    return count;
  }

  async expiresIn(key: string): Promise<number> {
    const entry = this.find(key);
    return entry === undefined ? 0 : entry.expiresAt - this.now();
  }

  async publish(channel: string, message: string): Promise<void> {
    // later, as over a network: a subscriber never runs inside the publisher's call
    setImmediate(() => this.channels.emit(`on ${channel}`, message));
  }

  async subscribe(channel: string, onMessage: (message: string) => void): Promise<void> {
    this.channels.on(`on ${channel}`, onMessage);
  }

  async isReady(): Promise<boolean> {
    return true;
  }

  async close(): Promise<void> {
    clearInterval(this.sweeping);
    this.channels.removeAllListeners();
    this.entries.clear();
  }

  private find(key: string): Entry | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined || this.now() < entry.expiresAt) return entry;
    this.entries.delete(key);
    return undefined;
  }

  /** Keys that nobody asks for again would otherwise stay for ever. */
  private sweep(): void {
    for (const key of this.entries.keys()) this.find(key);
  }
}
