import type { JWK } from 'jose';
import type { SentMessage } from '../../demo/guest.js';

export type { SentMessage };

/** A system that was started for a test, however it is put together. */
export interface RunningSystem {
  url: string;
  /** All mails and text messages sent so far, the oldest first. */
  messages: () => SentMessage[];
  /** The key that signs the gateway's calls, for who would steal it. */
  callKey: () => JWK;
  stop: () => Promise<void>;
}
