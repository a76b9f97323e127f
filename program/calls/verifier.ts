/** The side that is called. */
import { importJWK, jwtVerify, type CryptoKey, type JWK } from 'jose';
import type { Caller, Program } from '../../schema/caller.js';
import type { Store } from '../store.js';
import { keyOffer, type KeyOffer } from './agreed-key.js';
import { claimedIssuer } from './claimed-issuer.js';
import { GrantedKeys } from './granted-keys.js';
import {
  ALGORITHM,
  CALL_TYPE,
  CallRefused,
  CLOCK_TOLERANCE_SECONDS,
  digest,
  LIFETIME_SECONDS,
  OFFER_HEADER,
  type ClaimedCall,
  type SignedCall,
} from './terms.js';
import { claimedUnderKey, isUnderKey, receivedUnderKey } from './under-key.js';

/** The public Ed25519 keys of the programs that may call; more than one each while a key is replaced. */
export type CallKeys = Partial<Record<Program, JWK[]>>;

export class CallVerifier {
  private constructor(
    private readonly audience: Program,
    private readonly keys: ReadonlyMap<Program, CryptoKey[]>,
    private readonly store: Store,
    private readonly offered: KeyOffer | null,
    private readonly granted: GrantedKeys | null,
  ) {}

  /**
   * @param store remembers used calls, for all copies of the program.
   * @param secret the same in all copies; without it no key is agreed on, and each call bears a signature.
   */
  static async create(audience: Program, keys: CallKeys, store: Store, secret?: Buffer): Promise<CallVerifier> {
    const imported = new Map<Program, CryptoKey[]>();
    for (const [issuer, jwks] of Object.entries(keys) as [Program, JWK[]][]) {
      imported.set(issuer, (await Promise.all(jwks.map((jwk) => importJWK(jwk, ALGORITHM)))) as CryptoKey[]);
    }
    const offer = secret === undefined ? null : keyOffer(secret);
    const granted = offer === null ? null : new GrantedKeys(audience, imported, offer);
    return new CallVerifier(audience, imported, store, offer, granted);
  }

  /** For the header `inzage-call-key` of an answer to a call that bore a signature; none otherwise. */
  offerTo(header: string | undefined): Record<string, string> {
    if (this.offered === null || header === undefined || isUnderKey(header)) return {};
    return { [OFFER_HEADER]: this.offered.text };
  }

  /** @throws CallRefused unless the header is a fresh, unused signature of a known program over this very path and body. */
  async verify(header: string | undefined, path: string, body: string): Promise<SignedCall> {
    if (header === undefined) throw new CallRefused('unsigned');
    const { call, id } = await this.claimed(header, { path, body });
    // a second more than any call is good
    const lifetimeMs = (LIFETIME_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS + 1) * 1000;
    if (!(await this.store.setIfAbsent(`call:${id}`, '1', lifetimeMs))) throw new CallRefused('replayed');
    return call;
  }

  private async claimed(header: string, call: { path: string; body: string }): Promise<ClaimedCall> {
    const received = receivedUnderKey(header);
    if (received === null) return this.claimedBySignature(header, call);
    if (this.granted === null) throw new CallRefused('no key was ever agreed on');
    const { issuer, secret } = await this.granted.behind(received.grant);
    return claimedUnderKey(received, secret, issuer, call);
  }

  private async claimedBySignature(header: string, { path, body }: { path: string; body: string }) {
    const issuer = claimedIssuer(header);
    const claims = await this.claims(header, issuer);
    if (claims['path'] !== path) throw new CallRefused('signed for another path');
    if (claims['body'] !== digest(body)) throw new CallRefused('signed for another body');
    const caller = (claims['caller'] as Caller | undefined) ?? null;
    return { call: { issuer, path, caller }, id: String(claims.jti) };
  }

  private async claims(header: string, issuer: Program) {
    for (const key of this.keys.get(issuer) ?? []) {
      try {
        const { payload } = await jwtVerify(header, key, {
          algorithms: [ALGORITHM],
          typ: CALL_TYPE,
          issuer,
          audience: this.audience,
          maxTokenAge: LIFETIME_SECONDS,
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          requiredClaims: ['jti', 'path', 'body', 'exp'],
        });
        return payload;
      } catch (error) {
        if ((error as { code?: string }).code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') continue;
        throw new CallRefused((error as Error).message);
      }
    }
    throw new CallRefused('not signed by a known program');
  }
}
