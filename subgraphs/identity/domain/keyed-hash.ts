import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 over a value and what the value is used for, so that a hash made for one use never fits another. */
export function keyedHash(key: Buffer, use: string, ...values: string[]): Buffer {
  return createHmac('sha256', key)
    .update(JSON.stringify([use, ...values]))
    .digest();
}

/** Compares two hashes in a time that says nothing about where they differ. */
export function isSameHash(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
