/** The one-time link to an export. It is no way in by itself: whoever follows it has to be who asked (V4). */
import { createHash, createHmac, hkdfSync } from 'node:crypto';

const TOKEN = /^[\w-]{43}$/;

export class ExportLinks {
  private readonly key: Buffer;

  /** @param key of the subgraph, from which the links' own is derived (RFC 5869). */
  constructor(key: Buffer) {
    this.key = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'links to exports', 32));
  }

  /** 256 bits that nobody can work out from what the database holds: it holds their hash. */
  tokenOf(id: string): string {
    return createHmac('sha256', this.key).update(id).digest('base64url');
  }

  hashOf(token: string): Buffer {
    return createHash('sha256').update(token).digest();
  }
}

export function isExportToken(text: string): boolean {
  return TOKEN.test(text);
}
