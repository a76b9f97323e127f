/**
 * The short-lived state that copies of a program share: limits, replay marks, pushed revocations. Redis in production,
 * an in-process stand-in by default; one contract test runs against both. Every key expires.
 */
export interface Store {
  /** The value of a key, or null when it is absent or expired. */
  get(key: string): Promise<string | null>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** Sets the key only when it is absent; true when this call set it. Atomic. */
  setIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** Adds one and returns the new count. The first count starts the expiry; later ones leave it as it is. Atomic. */
  increment(key: string, ttlMs: number): Promise<number>;
  /** Milliseconds until the key expires; 0 when it is absent. */
  expiresIn(key: string): Promise<number>;
  /** Sends a message to all subscribers of the channel, in this process and in others. */
  publish(channel: string, message: string): Promise<void>;
  /** Calls `onMessage` for each message from now on. Resolves once the subscription stands. */
  subscribe(channel: string, onMessage: (message: string) => void): Promise<void>;
  /** True when the store answers. */
  isReady(): Promise<boolean>;
  close(): Promise<void>;
}
