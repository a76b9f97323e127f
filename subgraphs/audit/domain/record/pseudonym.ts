import { createHmac, hkdfSync } from 'node:crypto';

const LENGTH = 16;
const MOST_REMEMBERED = 20_000;

/** Who knows the key tells which account it stands for; nobody else does, nor that two organisations know the same person. */
export class Pseudonyms {
  private readonly key: Buffer;
  /** By organisation and account, so that it is worked out once and not for each record. */
  private readonly remembered = new Map<string, string>();

  constructor(key: Buffer) {
    this.key = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'audit pseudonym', 32));
  }

  /** The same within an organisation as long as the key is kept. Hexadecimal, 64 bits. */
  of(organisation: string | null, account: string): string {
    const pair = `${account.length} ${account}${organisation ?? '\0'}`;
    const known = this.remembered.get(pair);
    if (known !== undefined) return known;
    const hmac = createHmac('sha256', this.key).update(JSON.stringify([organisation, account]));
    const pseudonym = hmac.digest('hex').slice(0, LENGTH);
    if (this.remembered.size > MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(pair, pseudonym);
    return pseudonym;
  }
}
