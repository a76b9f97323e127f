/**
 * A corner of the shared store for what was read of dossiers: sealed, and under keys that say nothing. What cannot be got
 * or opened was not kept: it is read where it came from.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import type { Log } from '../../../program/log.js';
import type { Store } from '../../../program/store.js';
import { Seal } from '../../sealing.js';

export interface SealedStoreParts {
  store: Store;
  /** The subgraph's own. */
  sealingKey: Buffer;
  log: Log;
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

  async find(name: string): Promise<Buffer | null> {
    const key = this.keyOf(name);
    try {
      const sealed = await this.parts.store.get(key);
      return sealed === null ? null : this.seal.openBytes(key, Buffer.from(sealed, 'base64'));
    } catch (error) {
      this.parts.log.warn({ reason: reasonOf(error) }, 'what was kept of a dossier cannot be read');
      return null;
    }
  }

  async put(name: string, content: Buffer): Promise<void> {
    const key = this.keyOf(name);
    try {
      await this.parts.store.set(key, this.seal.close(key, content).toString('base64'), this.ttlMs);
    } catch (error) {
      this.parts.log.warn({ reason: reasonOf(error) }, 'what was read of a dossier cannot be kept');
    }
  }

  private keyOf(name: string): string {
    return `kept:${createHmac('sha256', this.nameKey).update(name).digest('base64url')}`;
  }
}

function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return String(code ?? name);
}
