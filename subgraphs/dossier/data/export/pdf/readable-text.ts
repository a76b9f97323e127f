/** Text as the font of the file can show it: what it has no sign for is seen to be missing, and never turned into another. */

/** U+FFFD: here stood something. */
const MISSING = '\uFFFD';

/** Invisible: they join, vary or steer, and mean nothing without what they go with. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]|[^\P{Cc}\n]/gu;

/** No line is nearly as long; what lays the lines out needs ten seconds for one word of 10,000 letters. */
const OVERLONG = /\S{200}(?=\S)/gu;

const LETTERS = new Intl.Segmenter('nl', { granularity: 'grapheme' });

/** @param hasSign whether the font has a sign for a code point. */
export function readableText(written: string, hasSign: (codePoint: number) => boolean): string {
  return shownText(written, hasSign).replace(OVERLONG, '$&\n');
}

function shownText(written: string, hasSign: (codePoint: number) => boolean): string {
  const text = written.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').normalize('NFC');
  if (text.search(UNSEEN) === -1 && isShown(text, hasSign)) return text;
  return Array.from(LETTERS.segment(text), ({ segment }) => {
    const seen = segment.replace(UNSEEN, '');
    return isShown(seen, hasSign) ? seen : MISSING;
  }).join('');
}

function isShown(text: string, hasSign: (codePoint: number) => boolean): boolean {
  for (const sign of text) if (sign !== '\n' && !hasSign(sign.codePointAt(0) ?? 0)) return false;
  return true;
}
