import { keyedHash } from '../keyed-hash.js';

const WEIGHTS = [9, 8, 7, 6, 5, 4, 3, 2, -1];

/** The elfproef (nl): nine digits, not all zero, Σ dᵢ·(9,8,7,6,5,4,3,2,−1) divisible by eleven. */
export function isBsn(text: string): boolean {
  if (!/^\d{9}$/.test(text) || /^0{9}$/.test(text)) return false;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return sum % 11 === 0;
}

/** The only form in which a BSN is kept: a keyed hash, for comparison. */
export function hashBsn(key: Buffer, bsn: string): Buffer {
  return keyedHash(key, 'bsn', bsn);
}
