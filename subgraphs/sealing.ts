/** Seals what may be read by this program only: AES-256-GCM, bound to the row that it belongs to. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export class Seal {
  private readonly key: Buffer;

  /** @param use what is sealed: each use has a key of its own. */
  constructor(key: Buffer, use: string) {
    this.key = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), use, 32));
  }

  close(row: string, content: string | Buffer): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key, nonce).setAAD(Buffer.from(row));
    const sealed = Buffer.concat([cipher.update(Buffer.from(content)), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws Error when it was sealed with another key, for another row, or changed. */
  open(row: string, sealed: Buffer): string {
    return this.openBytes(row, sealed).toString();
  }

  /** @throws Error as `open`. */
  openBytes(row: string, sealed: Buffer): Buffer {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, this.key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(row))
      .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  }
}
