import { randomInt } from 'node:crypto';
import { keyedHash } from '../keyed-hash.js';

const CODES = 1_000_000;

/** Six random digits. */
export function newCode(): string {
  return String(randomInt(CODES)).padStart(6, '0');
}

/** Bound to its challenge: the same digits are another hash for another sign-in. */
export function hashCode(key: Buffer, challenge: string, code: string): Buffer {
  return keyedHash(key, 'sign-in code', challenge, code);
}
