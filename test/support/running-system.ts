import type { JWK } from 'jose';

/** A system that was started for a test, however it is put together. */
export interface RunningSystem {
  url: string;
  /** All text messages sent so far, the oldest first. */
  messages: () => { to: string; text: string }[];
  /** The key that signs the gateway's calls, for who would steal it. */
  callKey: () => JWK;
  stop: () => Promise<void>;
}
