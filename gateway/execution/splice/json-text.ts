/**
 * Reads the JSON text of an answer from left to right (RFC 8259), without making anything of it. Only the form that
 * programs write is read: no white space, keys spelled plainly. Everything else is a surprise.
 */
import { readNumber } from './json-number.js';
import { readEscapes } from './json-escapes.js';
import { SURPRISE } from './surprise.js';

const QUOTE = 0x22;
const CONTROL = Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code));

/** White space that may follow an answer. */
const ENDING = /^[ \t\r\n]{0,8}$/;

export class JsonText {
  /** Up to where it has been read. */
  at = 0;
  /** The first backslash that has not been read. Most answers have few, most of their strings none. */
  private backslash: number;

  constructor(readonly text: string) {
    this.backslash = this.next('\\', 0);
  }

  /** A control character stands in no string, and nowhere else in what is read here: looked for once in a text. */
  end(): void {
    if (!ENDING.test(this.text.slice(this.at))) throw SURPRISE;
    const { text, at } = this;
    for (const character of CONTROL) {
      const found = text.indexOf(character);
      if (found >= 0 && found < at) throw SURPRISE;
    }
  }

  /** To read from there again. */
  goBack(at: number): void {
    this.at = at;
    this.backslash = this.next('\\', at);
  }

  /** Punctuation and names that must stand here. */
  expect(expected: string): void {
    if (!this.text.startsWith(expected, this.at)) throw SURPRISE;
    this.at += expected.length;
  }

  /** @returns whether it stands here; if so it has been read. */
  skip(expected: string): boolean {
    const found = this.text.startsWith(expected, this.at);
    if (found) this.at += expected.length;
    return found;
  }

  /** The code of the next character, which is not read; not a number at the end. */
  peek(): number {
    return this.text.charCodeAt(this.at);
  }

  string(): void {
    const { text, at } = this;
    if (text.charCodeAt(at) !== QUOTE) throw SURPRISE;
    let end = text.indexOf('"', at + 1);
    if (this.backslash < end) {
      end = readEscapes(text, this.backslash);
      this.backslash = this.next('\\', end);
    }
    if (end < 0) throw SURPRISE;
    this.at = end + 1;
  }

  /** A string without a backslash: what is between its quotes. */
  plainString(): string {
    const from = this.at;
    const backslash = this.backslash;
    this.string();
    if (backslash !== this.backslash) throw SURPRISE;
    return this.text.slice(from + 1, this.at - 1);
  }

  int(): void {
    this.at = readNumber(this.text, this.at, true);
  }

  number(): void {
    this.at = readNumber(this.text, this.at, false);
  }

  private next(character: string, from: number): number {
    const found = this.text.indexOf(character, from);
    return found < 0 ? Infinity : found;
  }
}
