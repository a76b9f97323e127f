/**
 * A corner of the shared store for what was read of dossiers: sealed, and under keys that say nothing. What cannot be got
 * or opened was not kept: it is read where it came from. What is kept says itself until when it holds, for whoever has
 * the store could give it back later.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { Log } from '../../../../program/log.js';
import type { Store } from '../../../../program/store.js';
import { Seal } from '../../../sealing.js';

export interface SealedStoreParts {
  store: Store;
  /** The subgraph's own. */
  sealingKey: Buffer;
  log: Log;
  clock?: () => number;
}

interface Kept {
  until: number;
  content: unknown;
}

export class SealedStore {
  private readonly seal: Seal;
  private readonly nameKey: Buffer;

  /** @param use whose and what it is for: each use has keys of its own. */
  constructor(
    private readonly parts: SealedStoreParts,
    use: string,
    private readonly ttlMs: number,
  ) {
    this.seal = new Seal(parts.sealingKey, use);
    this.nameKey = Buffer.from(hkdfSync('sha256', parts.sealingKey, Buffer.alloc(0), `${use}: names`, 32));
  }

  /** The content is deserialised only after its seal has shown that we wrote it. */
  async find(name: string): Promise<{ content: unknown } | null> {
    const key = this.keyOf(name);
    try {
      const sealed = await this.parts.store.get(key);
      if (sealed === null) return null;
      const kept = deserialize(this.seal.openBytes(key, Buffer.from(sealed, 'base64'))) as Kept;
      return this.now() < kept.until ? { content: kept.content } : null;
    } catch (error) {
      this.parts.log.warn({ reason: reasonOf(error) }, 'what was kept of a dossier cannot be read');
      return null;
    }
  }

  async put(name: string, content: unknown): Promise<void> {
    const key = this.keyOf(name);
    const kept: Kept = { until: this.now() + this.ttlMs, content };
    try {
      await this.parts.store.set(key, this.seal.close(key, serialize(kept)).toString('base64'), this.ttlMs);
    } catch (error) {
      this.parts.log.warn({ reason: reasonOf(error) }, 'what was read of a dossier cannot be kept');
    }
  }

  private now(): number {
    return (this.parts.clock ?? Date.now)();
  }

  private keyOf(name: string): string {
    return `kept:${createHmac('sha256', this.nameKey).update(name).digest('base64url')}`;
  }
}

function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name);
}
