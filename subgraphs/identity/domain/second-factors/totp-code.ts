/** Codes of an authenticator app: RFC 6238 with what every app knows (SHA-1, six digits, thirty seconds). */
import { Secret, TOTP } from 'otpauth';

const SHAPE = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const PERIOD_MS = SHAPE.period * 1000;
/** A clock may be one step behind or ahead (RFC 6238 §5.2). */
const WINDOW = 1;
/** RFC 4226 §4 R6. */
const SECRET_BYTES = 20;

export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What a QR code holds. */
export function totpUri({ secret, issuer, label }: { secret: string; issuer: string; label: string }): string {
  return new TOTP({ ...SHAPE, issuer, label, secret }).toString();
}

/** The step of time that a code belongs to; null when it belongs to none that will do. */
export function stepOf(secret: string, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const timestamp = now.getTime();
  const key = Secret.fromBase32(secret);
  const delta = TOTP.validate({ ...SHAPE, secret: key, token: code, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / PERIOD_MS) + delta;
}
