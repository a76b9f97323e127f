import { createHmac, hkdfSync } from 'node:crypto';

const LENGTH = 16;

/** Who knows the key tells which account it stands for; nobody else does, nor that two organisations know the same person. */
export class Pseudonyms {
  private readonly key: Buffer;

  constructor(key: Buffer) {
    this.key = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'audit pseudonym', 32));
  }

  /** The same within an organisation as long as the key is kept. Hexadecimal, 64 bits. */
  of(organisation: string | null, account: string): string {
    return createHmac('sha256', this.key)
      .update(JSON.stringify([organisation, account]))
      .digest('hex')
      .slice(0, LENGTH);
  }
}
