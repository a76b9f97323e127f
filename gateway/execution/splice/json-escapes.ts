import { SURPRISE } from './surprise.js';

const SHORT = new Set(Array.from('"\\/bfnrt', (character) => character.charCodeAt(0)));
const UNICODE = 'u'.charCodeAt(0);
const FOUR_DIGITS = /[0-9a-fA-F]{4}/y;

/**
 * The rest of a string from its first backslash on, every escape looked at (RFC 8259, 7).
 * @returns where its closing quote stands; -1 when there is none
 */
export function readEscapes(text: string, backslash: number): number {
  let at = backslash;
  for (;;) {
    at = afterEscape(text, at);
    const quote = text.indexOf('"', at);
    const next = text.indexOf('\\', at);
    if (next < 0 || next > quote) return quote;
    at = next;
  }
}

function afterEscape(text: string, backslash: number): number {
  const code = text.charCodeAt(backslash + 1);
  if (SHORT.has(code)) return backslash + 2;
  if (code !== UNICODE) throw SURPRISE;
  FOUR_DIGITS.lastIndex = backslash + 2;
  if (!FOUR_DIGITS.test(text)) throw SURPRISE;
  return backslash + 6;
}
