import { SURPRISE } from './surprise.js';

const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** As many digits as any Int of less than ten digits has: no need to compare. */
const SAFE_DIGITS = 9;
const INT_MAX = 2 ** 31 - 1;
const INT_MIN = -(2 ** 31);

/**
 * A number (RFC 8259, 6) that a program can hold: not one that would become infinite, nor a negative zero, which would
 * come out as another. @returns where it ends
 */
export function readNumber(text: string, from: number, int: boolean): number {
  let at = text.charCodeAt(from) === MINUS ? from + 1 : from;
  const first = at;
  while (isDigit(text.charCodeAt(at))) at += 1;
  const plain = at - first <= SAFE_DIGITS && text.charCodeAt(first) !== ZERO && at > first;
  return plain && endsHere(text.charCodeAt(at)) ? at : readAnyNumber(text, from, int);
}

function readAnyNumber(text: string, from: number, int: boolean): number {
  NUMBER.lastIndex = from;
  const found = NUMBER.exec(text)?.[0];
  if (found === undefined) throw SURPRISE;
  const value = Number(found);
  if (!Number.isFinite(value) || Object.is(value, -0)) throw SURPRISE;
  // GraphQL 3.5.1: 32 bits, and no fraction; a whole number spelled otherwise is left to the other path
  if (int && !(/^-?\d+$/.test(found) && value >= INT_MIN && value <= INT_MAX)) throw SURPRISE;
  return from + found.length;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** Neither a fraction nor an exponent follows; anything else that may not follow is found by who reads on. */
function endsHere(code: number): boolean {
  return code !== 0x2e && code !== 0x65 && code !== 0x45;
}
