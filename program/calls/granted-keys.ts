/** The agreed keys that a called program was granted: each grant is verified once and kept while it is good. */
import type { CryptoKey } from 'jose';
import { keyBehind, type KeyOffer } from './agreed-key.js';
import { CallRefused } from './terms.js';
import { claimedIssuer } from './claimed-issuer.js';
import type { Program } from '../../schema/caller.js';

/** A program that calls has one at a time; so many copies of them may there be. */
const MOST_GRANTS = 1_000;

interface Granted {
  issuer: Program;
  secret: Buffer;
  until: number;
}

export class GrantedKeys {
  private readonly known = new Map<string, Granted>();

  constructor(
    private readonly audience: Program,
    private readonly keys: ReadonlyMap<Program, readonly CryptoKey[]>,
    private readonly offer: KeyOffer,
  ) {}

  /** @throws CallRefused unless a known program vouched for the key within the hour. */
  async behind(grant: string): Promise<Granted> {
    const known = this.known.get(grant);
    if (known !== undefined && Date.now() < known.until) return known;
    this.known.delete(grant);
    const verified = await this.verify(grant);
    this.known.set(grant, verified);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST_GRANTS && oldest !== undefined) this.known.delete(oldest);
    return verified;
  }

  private async verify(grant: string): Promise<Granted> {
    const issuer = claimedIssuer(grant);
    for (const key of this.keys.get(issuer) ?? []) {
      try {
        return { issuer, ...(await keyBehind(grant, { issuer, audience: this.audience }, key, this.offer)) };
      } catch (error) {
        if ((error as { code?: string }).code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') continue;
        throw new CallRefused((error as Error).message);
      }
    }
    throw new CallRefused('not granted by a known program');
  }
}
