import { createHash } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, importJWK, jwtVerify, type JWTPayload } from 'jose';
import type { Store } from '../../../program/store.js';
import { DomainError } from '../../domain-error.js';
import {
  LONGEST_ASSERTION_LIFETIME_MS,
  type Assertions,
  type ExpectedAssertion,
} from '../domain/service-accounts/assertion.js';
import type { PublicKey } from '../domain/service-accounts/public-key.js';

const CLOCK_TOLERANCE_SECONDS = 5;
/** Tools leave the type out or say one of these; what was signed as something else is no assertion (RFC 8725 §3.11). */
const TYPES = [undefined, 'jwt', 'client-authentication+jwt'];
const LONGEST_JTI = 256;

/** @param store remembers used assertions, for all copies of the program. */
export function createAssertions(store: Store): Assertions {
  return {
    read(assertion) {
      try {
        const { kid } = decodeProtectedHeader(assertion);
        const { sub } = decodeJwt(assertion);
        return typeof kid === 'string' && typeof sub === 'string' ? { account: sub, kid } : null;
      } catch {
        return null; // not even in the form of one
      }
    },
    async verify(assertion, key, expected) {
      try {
        const claims = await verified(assertion, key, expected);
        return { jti: claims.jti, expiresAt: new Date(claims.exp * 1000) };
      } catch (error) {
        throw new DomainError('ASSERTION_REFUSED', {}, { cause: error });
      }
    },
    async use(account, jti, expiresAt, now) {
      const name = createHash('sha256').update(jti).digest('base64url');
      const ttlMs = expiresAt.getTime() - now.getTime() + 2 * CLOCK_TOLERANCE_SECONDS * 1000;
      try {
        return await store.setIfAbsent(`assertion:${account}:${name}`, '1', ttlMs);
      } catch (error) {
        throw new DomainError('UNAVAILABLE', {}, { cause: error });
      }
    },
  };
}

async function verified(
  assertion: string,
  { jwk, algorithm }: PublicKey,
  { account, audiences, now }: ExpectedAssertion,
): Promise<{ jti: string; exp: number }> {
  const lifetimeSeconds = LONGEST_ASSERTION_LIFETIME_MS / 1000;
  const { payload, protectedHeader } = await jwtVerify(assertion, await importJWK(jwk, algorithm), {
    algorithms: [algorithm],
    issuer: account,
    subject: account,
    audience: [...audiences],
    currentDate: now,
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    maxTokenAge: lifetimeSeconds,
    requiredClaims: ['exp', 'iat', 'jti'],
  });
  const { exp = Infinity, jti } = payload;
  const secondsAhead = exp - now.getTime() / 1000;
  if (!TYPES.includes(protectedHeader.typ?.toLowerCase())) throw new Error('signed as something else');
  if (!isForUsAlone(payload)) throw new Error('meant for others too');
  if (secondsAhead > lifetimeSeconds + CLOCK_TOLERANCE_SECONDS) throw new Error('good for too long');
  if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_JTI) throw new Error('no usable jti');
  return { jti, exp };
}

/** Who else it is meant for could use it here. */
function isForUsAlone({ aud }: JWTPayload): boolean {
  return typeof aud === 'string' || aud?.length === 1;
}
