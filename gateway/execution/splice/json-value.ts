import type { JsonText } from './json-text.js';
import { SURPRISE } from './surprise.js';

/** Deeper than what anyone answers, and not so deep that reading it runs out of stack. */
const DEEPEST = 64;

const QUOTE = '"'.charCodeAt(0);
const OBJECT = '{'.charCodeAt(0);
const LIST = '['.charCodeAt(0);

/** Any JSON value: what a scalar of someone else's making holds is not ours to judge (GraphQL 3.5). */
export function readValue(json: JsonText, depth = 0): void {
  const first = json.peek();
  if (first === QUOTE) json.string();
  else if (first === OBJECT) readObject(json, depth);
  else if (first === LIST) readList(json, depth);
  else if (!json.skip('null') && !json.skip('true') && !json.skip('false')) json.number();
}

function readObject(json: JsonText, depth: number): void {
  if (depth === DEEPEST) throw SURPRISE;
  if (json.skip('{}')) return;
  json.expect('{');
  do {
    json.string();
    json.expect(':');
    readValue(json, depth + 1);
  } while (json.skip(','));
  json.expect('}');
}

function readList(json: JsonText, depth: number): void {
  if (depth === DEEPEST) throw SURPRISE;
  if (json.skip('[]')) return;
  json.expect('[');
  do readValue(json, depth + 1);
  while (json.skip(','));
  json.expect(']');
}
