/** The objects that a caller asked for, each place in the answer and each possible type apart. */
import { shapesIn, type FieldShape, type ObjectShape, type ValueField } from '../answer/projection.js';
import type { Fetch } from '../plan/fetch.js';
import { Frame } from './gathered.js';

/** What is compiled for one operation is bounded: types within types multiply. */
const MOST_PLACES = 2_000;

export class Place {
  readonly frame: Frame;
  /** By the name under which subgraphs give it. */
  readonly fields = new Map<string, PlacedField>();
  /** Fields that are sent on to another subgraph. */
  readonly required = new Set<string>();
  /** Whether a fetch has its objects say of what type they are: nothing further is asked of those that do not. */
  typed = false;
  /** Whether entities are looked for here or below: then its objects are gathered one by one. */
  gathered = false;
  /** Its fields written as part of a run, and the slot of the run that begins with one. */
  readonly runs = new Map<string, number | null>();

  constructor(shape: ObjectShape) {
    this.frame = new Frame(shape.type);
  }

  get type(): string {
    return this.frame.type;
  }

  /** Where a field is kept that is more than a part of a run. */
  slotOf(name: string): number {
    const slot = this.frame.fields.get(name) ?? this.frame.addSlot();
    this.frame.fields.set(name, slot);
    return slot;
  }
}

export interface PlacedField {
  readonly shape: FieldShape;
  /** Its order among the caller's. */
  readonly index: number;
  /** Who gives it, the first of them where subgraphs share it. */
  giver: Fetch | null;
  isShared: boolean;
  /** Its objects by type; none for a leaf. */
  readonly places: ReadonlyMap<string, Place>;
}

/** Most fields are leaves: theirs is one for all. */
const NO_PLACES: ReadonlyMap<string, Place> = new Map();

/** Null when it would grow beyond bounds. */
export function placesOf(root: ObjectShape): Place | null {
  let left = MOST_PLACES;
  const placeOf = (shape: ObjectShape): Place => {
    const place = new Place(shape);
    left -= 1;
    shape.fields.forEach((field, index) => {
      const shapes = left > 0 && field.kind === 'value' ? shapesIn(field.value) : [];
      const places = shapes.length === 0 ? NO_PLACES : new Map(shapes.map((each) => [each.type, placeOf(each)]));
      const name = 'source' in field ? field.source : field.name;
      place.fields.set(name, { shape: field, index, giver: null, isShared: false, places });
    });
    return place;
  };
  const place = placeOf(root);
  return left > 0 ? place : null;
}

/** The places at the end of a path, all types; what lies on the way is gathered one by one. Null where nobody asked for it. */
export function gatherAlong(root: Place, path: readonly string[]): readonly Place[] | null {
  let places: readonly Place[] = [root];
  for (const name of path) {
    if (name === '@') continue;
    const fields = places.flatMap((place) => place.fields.get(name) ?? []);
    places = fields.flatMap((field) => [...field.places.values()]);
    if (places.length === 0) return null;
    for (const place of places) place.gathered = true;
  }
  return places;
}

/** The field as one with a value; null for what is no value of a subgraph. */
export function valueOf(field: PlacedField | undefined): ValueField | null {
  return field?.shape.kind === 'value' ? field.shape : null;
}
