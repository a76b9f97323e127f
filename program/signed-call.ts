/**
 * Calls between the programs are signed: a JWS in the header `inzage-call`, bound to who calls, whom, which path, the
 * exact body and a few seconds. A program accepts nothing else (attack case 4).
 */
import { createHash, randomUUID } from 'node:crypto';
import { importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import type { Caller, Program } from '../schema/caller.js';
import type { Store } from './store.js';

export const CALL_HEADER = 'inzage-call';
const TYPE = 'inzage-call+jwt';
const ALGORITHM = 'EdDSA';
const LIFETIME_SECONDS = 15;
/** How far the clocks of two programs may be apart; with the lifetime, a call is good for at most 30 s. */
const CLOCK_TOLERANCE_SECONDS = 5;

export interface CallToSign {
  audience: Program;
  path: string;
  body: string;
  /** On whose behalf; absent for calls that a program makes for itself. */
  caller?: Caller;
}

export interface SignedCall {
  issuer: Program;
  path: string;
  caller: Caller | null;
}

/** Why a call was refused; the caller is told nothing but 401. */
export class CallRefused extends Error {}

export class CallSigner {
  private constructor(
    private readonly issuer: Program,
    private readonly key: CryptoKey,
    private readonly kid: string | undefined,
  ) {}

  /** @param jwk private Ed25519 key. */
  static async create(issuer: Program, jwk: JWK): Promise<CallSigner> {
    return new CallSigner(issuer, (await importJWK(jwk, ALGORITHM)) as CryptoKey, jwk.kid);
  }

  /** The value for the header `inzage-call`. */
  async sign(call: CallToSign): Promise<string> {
    return new SignJWT({ path: call.path, body: digest(call.body), ...(call.caller && { caller: call.caller }) })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: this.kid ?? this.issuer })
      .setIssuer(this.issuer)
      .setAudience(call.audience)
      .setIssuedAt()
      .setExpirationTime(`${LIFETIME_SECONDS}s`)
      .setJti(randomUUID())
      .sign(this.key);
  }
}

/** The public Ed25519 keys of the programs that may call; more than one each while a key is replaced. */
export type CallKeys = Partial<Record<Program, JWK[]>>;

export class CallVerifier {
  private constructor(
    private readonly audience: Program,
    private readonly keys: ReadonlyMap<Program, CryptoKey[]>,
    private readonly store: Store,
  ) {}

  /** @param store remembers used calls, for all copies of the program. */
  static async create(audience: Program, keys: CallKeys, store: Store): Promise<CallVerifier> {
    const imported = new Map<Program, CryptoKey[]>();
    for (const [issuer, jwks] of Object.entries(keys) as [Program, JWK[]][]) {
      imported.set(issuer, (await Promise.all(jwks.map((jwk) => importJWK(jwk, ALGORITHM)))) as CryptoKey[]);
    }
    return new CallVerifier(audience, imported, store);
  }

  /** @throws CallRefused unless the header is a fresh, unused signature of a known program over this very path and body. */
  async verify(header: string | undefined, path: string, body: string): Promise<SignedCall> {
    if (header === undefined) throw new CallRefused('unsigned');
    const claims = await this.claims(header);
    if (claims.path !== path) throw new CallRefused('signed for another path');
    if (claims.body !== digest(body)) throw new CallRefused('signed for another body');
    const fresh = await this.store.setIfAbsent(
      `call:${claims.jti}`,
      '1',
      (LIFETIME_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS) * 1000,
    );
    if (!fresh) throw new CallRefused('replayed');
    return { issuer: claims.iss, path, caller: claims.caller };
  }

  private async claims(header: string) {
    const issuer = issuerOf(header);
    for (const key of this.keys.get(issuer) ?? []) {
      try {
        const { payload } = await jwtVerify(header, key, {
          algorithms: [ALGORITHM],
          typ: TYPE,
          issuer,
          audience: this.audience,
          maxTokenAge: LIFETIME_SECONDS,
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          requiredClaims: ['jti', 'path', 'body', 'exp'],
        });
        return {
          iss: issuer,
          jti: payload.jti,
          path: payload['path'],
          body: payload['body'],
          caller: (payload['caller'] as Caller | undefined) ?? null,
        };
      } catch (error) {
        if ((error as { code?: string }).code === 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED') continue;
        throw new CallRefused((error as Error).message);
      }
    }
    throw new CallRefused('not signed by a known program');
  }
}

/** Reads the issuer before verification, only to choose the key that must then fit. */
function issuerOf(header: string): Program {
  try {
    const payload = JSON.parse(Buffer.from(header.split('.')[1] ?? '', 'base64url').toString()) as { iss?: unknown };
    return payload.iss as Program;
  } catch {
    throw new CallRefused('not a signed call');
  }
}

function digest(body: string): string {
  return createHash('sha256').update(body).digest('base64url');
}
