/** The side that calls. */
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { Program } from '../../schema/caller.js';
import { agreeOn, GRANT_LIFETIME_SECONDS, type AgreedKey } from './agreed-key.js';
import { ALGORITHM, CALL_TYPE, digest, LIFETIME_SECONDS, type CallToSign } from './terms.js';
import { callUnderKey } from './under-key.js';

/** A call that is on its way when its grant ends is still good. */
const RENEW_BEFORE_MS = 5 * 60_000;

interface Agreement {
  offer: string;
  key: AgreedKey;
  until: number;
}

export class CallSigner {
  private readonly agreements = new Map<Program, Agreement>();

  private constructor(
    private readonly issuer: Program,
    private readonly key: CryptoKey,
    private readonly kid: string,
  ) {}

  /** @param jwk private Ed25519 key. */
  static async create(issuer: Program, jwk: JWK): Promise<CallSigner> {
    return new CallSigner(issuer, (await importJWK(jwk, ALGORITHM)) as CryptoKey, jwk.kid ?? issuer);
  }

  /** The value for the header `inzage-call`. */
  async sign(call: CallToSign): Promise<string> {
    const agreed = this.agreements.get(call.audience);
    if (agreed !== undefined && Date.now() < agreed.until) return callUnderKey(agreed.key, call);
    return new SignJWT({ path: call.path, body: digest(call.body), ...(call.caller && { caller: call.caller }) })
      .setProtectedHeader({ alg: ALGORITHM, typ: CALL_TYPE, kid: this.kid })
      .setIssuer(this.issuer)
      .setAudience(call.audience)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .setJti(randomUUID())
      .sign(this.key);
  }

  /** Takes up what an answer offers. @throws Error when that is no key. */
  async hear(audience: Program, offer: string): Promise<void> {
    const known = this.agreements.get(audience);
    if (known?.offer === offer && Date.now() < known.until) return;
    const until = Date.now() + GRANT_LIFETIME_SECONDS * 1000 - RENEW_BEFORE_MS;
    const key = await agreeOn(offer, { issuer: this.issuer, audience }, { key: this.key, kid: this.kid });
    this.agreements.set(audience, { offer, key, until });
  }

  /** The other side does not take the key any more. */
  forget(audience: Program): void {
    this.agreements.delete(audience);
  }
}
