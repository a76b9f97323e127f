/** Reads values of an answer and holds them against what they must be. */
import type { JsonText } from './json-text.js';
import { readValue } from './json-value.js';
import type { AbstractReading, LeafReading, ListReading, ObjectReading, Reading } from './reading.js';
import { SURPRISE } from './surprise.js';

const NULL = 'n'.charCodeAt(0);
const TYPE = '{"__typename":"';

export function check(json: JsonText, reading: Reading): void {
  if (isNull(json, reading)) return;
  if (reading.kind === 'object') checkObject(json, reading);
  else if (reading.kind === 'list') checkList(json, reading);
  else if (reading.kind === 'abstract') checkObject(json, typeHere(json, reading));
  else checkLeaf(json, reading);
}

export function checkObject(json: JsonText, { fields }: ObjectReading): void {
  for (const { lead, value } of fields) {
    json.expect(lead);
    if (value !== null) check(json, value);
  }
  json.expect(fields.length === 0 ? '{}' : '}');
}

function checkList(json: JsonText, { entry }: ListReading): void {
  if (json.skip('[]')) return;
  json.expect('[');
  do check(json, entry);
  while (json.skip(','));
  json.expect(']');
}

export function checkLeaf(json: JsonText, { kind, members }: LeafReading): void {
  switch (kind) {
    case 'String':
    case 'ID':
      json.string();
      break;
    case 'Int':
      json.int();
      break;
    case 'Float':
      json.number();
      break;
    case 'Boolean':
      if (!json.skip('true')) json.expect('false');
      break;
    case 'enum':
      if (members?.has(json.plainString()) !== true) throw SURPRISE;
      break;
    case 'custom':
      readValue(json);
  }
}

/** Reads a null, which may stand only where it may. */
export function isNull(json: JsonText, { nullable }: Reading): boolean {
  if (json.peek() !== NULL) return false;
  json.expect('null');
  if (!nullable) throw SURPRISE;
  return true;
}

/** What the object that begins here says it is. */
export function typeHere(json: JsonText, { types }: AbstractReading): ObjectReading {
  if (!json.text.startsWith(TYPE, json.at)) throw SURPRISE;
  const from = json.at + TYPE.length;
  const type = types.get(json.text.slice(from, json.text.indexOf('"', from)));
  if (type === undefined) throw SURPRISE;
  return type;
}
