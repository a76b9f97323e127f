/** What the answer to a fetch looks like at a place, and which parts of its text are the caller's as they stand. */
import type { FieldNode, SelectionSetNode } from 'graphql';
import type { ValueShape } from '../answer/projection.js';
import { below, type FetchSelection } from './fetch-selection.js';
import { valueOf, type Place, type PlacedField } from './place.js';
import type { FieldReading, ObjectReading, Reading } from './reading.js';
import { layRuns } from './runs.js';

type Sets = readonly SelectionSetNode[];

const TYPE_NAME = '__typename';

const NO_END = { opens: false, closes: null };

/** Of a field that only we asked for: what it is, who needs it will find out. */
const ANYTHING: Reading = { kind: 'custom', nullable: true, members: null };

export function compileReading(selection: FetchSelection, place: Place): ObjectReading {
  return objectReading(selection, place, selection.sets, false);
}

function objectReading(selection: FetchSelection, place: Place, sets: Sets, nullable: boolean): ObjectReading {
  const asked = [...selection.fieldsOf(place.type, sets)];
  const frame = isVerbatim(selection, place, sets) ? null : place.frame;
  const indexes = asked.map(([name, nodes]) => frame && indexAsItStands(selection, place, name, nodes));
  const names = asked.map(([name]) => name);
  const ends = layRuns(place, names, indexes);
  const fields = asked.map(([name, nodes], at): FieldReading => {
    const key = `${at === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    const end = ends[at] ?? NO_END;
    if (isTypeName(nodes)) return { lead: key + JSON.stringify(place.type), value: null, slot: null, ...end };
    const field = place.fields.get(name);
    const alone = frame !== null && indexes[at] === null && valueOf(field) !== null;
    const slot = alone || place.required.has(name) ? place.slotOf(name) : null;
    return { lead: key, value: fieldReading(selection, field, nodes), slot, ...end };
  });
  return { kind: 'object', nullable, fields, frame };
}

function fieldReading(selection: FetchSelection, field: PlacedField | undefined, nodes: readonly FieldNode[]): Reading {
  const asked = valueOf(field);
  return field === undefined || asked === null ? ANYTHING : valueReading(selection, field, asked.value, below(nodes));
}

function valueReading(selection: FetchSelection, field: PlacedField, value: ValueShape, sets: Sets): Reading {
  const { nullable } = value;
  switch (value.kind) {
    case 'leaf':
      return { kind: value.leaf, nullable, members: value.members };
    case 'list':
      return { kind: 'list', nullable, entry: valueReading(selection, field, value.entry, sets) };
    case 'object':
    case 'abstract': {
      const places = [...field.places.values()];
      if (value.kind === 'object' && places[0] !== undefined)
        return objectReading(selection, places[0], sets, nullable);
      // what does not say first what it is, is a surprise
      const named = places.filter((place) => saysItsType(selection, place, sets));
      const types = new Map(named.map((place) => [place.type, objectReading(selection, place, sets, nullable)]));
      return { kind: 'abstract', nullable, types };
    }
  }
}

function saysItsType(selection: FetchSelection, place: Place, sets: Sets): boolean {
  const [first] = selection.fieldsOf(place.type, sets);
  return first?.[0] === TYPE_NAME && isTypeName(first[1]);
}

/** Whether an object's text is the caller's as it stands: the same fields in the same order, all the way down. */
function isVerbatim(selection: FetchSelection, place: Place, sets: Sets): boolean {
  const asked = [...selection.fieldsOf(place.type, sets)];
  if (place.gathered || place.required.size > 0 || asked.length !== place.fields.size) return false;
  return asked.every(([name, nodes], at) => indexAsItStands(selection, place, name, nodes) === at);
}

/** A field's order among the caller's when its text is the caller's as it stands; else null. */
function indexAsItStands(
  selection: FetchSelection,
  place: Place,
  name: string,
  nodes: readonly FieldNode[],
): number | null {
  const field = place.fields.get(name);
  if (field?.shape.name !== name || place.runs.has(name)) return null;
  if (isTypeName(nodes)) return field.shape.kind === 'typename' ? field.index : null;
  if (field.shape.kind !== 'value' || field.isShared) return null;
  const sets = below(nodes);
  return [...field.places.values()].every((each) => isVerbatim(selection, each, sets)) ? field.index : null;
}

function isTypeName(nodes: readonly FieldNode[]): boolean {
  return nodes[0]?.name.value === TYPE_NAME;
}
