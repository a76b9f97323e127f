/** Reads values of an answer, and keeps of them what the caller's answer is made of. */
import { checkLeaf, check, checkObject, isNull, typeHere } from './check.js';
import { Gathered, type Kept } from './gathered.js';
import type { JsonText } from './json-text.js';
import type { LeafReading, ListReading, ObjectReading, Reading } from './reading.js';
import { SURPRISE } from './surprise.js';

/** Reads an object into one that is being gathered. */
export function gather(json: JsonText, { fields }: ObjectReading, into: Gathered): void {
  let run = 0;
  for (const { lead, value, slot, opens, closes } of fields) {
    // without the brace or comma before it
    if (opens) run = json.at + 1;
    json.expect(lead);
    if (value !== null) {
      if (slot === null) check(json, value);
      else into.put(slot, keep(json, value, into.slots[slot]));
    }
    if (closes !== null) into.put(closes, json.text.slice(run, json.at));
  }
  json.expect(fields.length === 0 ? '{}' : '}');
}

/** @param before what another subgraph gave for the same field. */
function keep(json: JsonText, reading: Reading, before: Kept | undefined): Kept {
  if (isNull(json, reading)) return 'null';
  if (reading.kind === 'object') return keepObject(json, reading, before);
  if (reading.kind === 'list') return keepList(json, reading, before);
  if (reading.kind === 'abstract') return keepObject(json, typeHere(json, reading), before);
  return keepLeaf(json, reading);
}

function keepLeaf(json: JsonText, reading: LeafReading): string {
  const from = json.at;
  checkLeaf(json, reading);
  return json.text.slice(from, json.at);
}

function keepObject(json: JsonText, reading: ObjectReading, before: Kept | undefined): Kept {
  const { frame } = reading;
  if (frame === null) {
    const from = json.at;
    checkObject(json, reading);
    return json.text.slice(from, json.at);
  }
  const gathered = before ?? new Gathered(frame);
  if (!(gathered instanceof Gathered) || gathered.frame !== frame) throw SURPRISE;
  gather(json, reading, gathered);
  return gathered;
}

function keepList(json: JsonText, { entry }: ListReading, before: Kept | undefined): Kept {
  if (before !== undefined && !Array.isArray(before)) throw SURPRISE;
  const entries: Kept[] = [];
  if (!json.skip('[]')) {
    json.expect('[');
    do entries.push(keep(json, entry, before?.[entries.length]));
    while (json.skip(','));
    json.expect(']');
  }
  if (before === undefined) return entries;
  if (!isSame(before, entries)) throw SURPRISE;
  return before;
}

function isSame(before: readonly Kept[], entries: readonly Kept[]): boolean {
  return before.length === entries.length && before.every((entry, index) => entry === entries[index]);
}
