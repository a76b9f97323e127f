/** The errors of an answer, each at the place in the answer that it is about (GraphQL, 7.1.2). */
import { GraphQLError } from 'graphql';
import type { Refusal } from '../../../schema/access-decision.js';
import { Refused } from '../../refused.js';
import { fieldsOf, renamed } from '../plan/fetched-fields.js';
import type { Fault, Faults } from '../run/faults.js';
import { isData, ownOf, type Data } from '../run/merge.js';
import { shapesIn, type FieldShape, type ObjectShape } from './projection.js';

/** A place in the answer, from the leaf up; null is the answer itself. */
export type Path = { readonly key: string | number; readonly above: Path } | null;

type Keys = readonly (string | number)[];

/** A subgraph that fails leaves as many holes as there are fields: more than these say nothing new. */
const MOST = 100;

export class AnswerErrors {
  private readonly errors: GraphQLError[] = [];
  /** Places of the errors that take their field along. */
  private readonly places: Keys[] = [];
  private readonly told = new Set<GraphQLError>();

  constructor(
    private readonly faults: Faults,
    private readonly root: ObjectShape,
  ) {}

  refuse(code: Refusal, path: Path): void {
    this.errors.push(new Refused(code, { path: keysOf(path) }));
    this.places.push(keysOf(path));
  }

  /** A null where none may stand; of a field that has its error already nothing more is said (GraphQL, 6.4.4). */
  tellNull(path: Path): void {
    const keys = keysOf(path);
    if (this.errors.length >= MOST || this.places.some((place) => startsWith(place, keys))) return;
    this.add(new GraphQLError('a null where none may stand'), keys);
  }

  /** A value that is not of its type. */
  tellKind(path: Path): null {
    this.add(new GraphQLError('a value that is not of its type'), keysOf(path));
    return null;
  }

  /** What went wrong for this object, now that its place is known. */
  tellFaults(shape: ObjectShape, object: Data, path: Path): void {
    for (const fault of this.faults.of(object)) {
      const above = keysOf(path);
      for (const below of placesOf(fault, shape, object)) this.add(fault.error, [...above, ...below]);
    }
  }

  /**
   * With what went wrong at no place that anyone asked for: it may still be why something else is missing.
   * @param data the answer.
   */
  all(data: unknown): readonly GraphQLError[] {
    for (const { error, fetch } of this.faults.all()) {
      if (this.told.has(error)) continue;
      const list = fetch.path.indexOf('@');
      this.add(error, present(visible(list === -1 ? fetch.path : fetch.path.slice(0, list), this.root), data));
    }
    return this.errors;
  }

  private add(error: GraphQLError, path: Keys): void {
    this.told.add(error);
    if (this.errors.length >= MOST) return;
    this.errors.push(at(error, path));
    this.places.push(path);
  }
}

function at(error: GraphQLError, path: Keys): GraphQLError {
  const { message, extensions, originalError } = error;
  return new GraphQLError(message, {
    ...(path.length > 0 && { path }),
    extensions,
    originalError: originalError ?? error,
  });
}

/** Where below its object a fault shows. */
function placesOf({ fetch, path }: Fault, shape: ObjectShape, object: Data): Keys[] {
  if (path !== null) {
    const asked = visible(renamed(fetch, path), shape);
    // of a field that was asked of objects of another type only
    return asked.length === 0 && path.length > 0 ? [] : [asked];
  }
  const fetched = fieldsOf(fetch);
  return shape.fields.flatMap((field) => {
    const open = field.kind === 'value' && fetched.has(field.source) && ownOf(object, field.source) == null;
    return open ? [[field.name]] : [];
  });
}

/** A path of the merged data as the caller knows it, as far as it was asked for. */
function visible(path: Keys, root: ObjectShape): Keys {
  const asked: (string | number)[] = [];
  let shapes: readonly ObjectShape[] = [root];
  for (const key of path) {
    if (typeof key === 'number') {
      asked.push(key);
      continue;
    }
    const fields = shapes.flatMap((shape) => shape.fields.filter((field) => sourceOf(field) === key));
    const [first] = fields;
    if (first === undefined) break;
    asked.push(first.name);
    shapes = [...new Set(fields.flatMap((field) => (field.kind === 'value' ? shapesIn(field.value) : [])))];
  }
  return asked;
}

/** The path as far as it leads somewhere: objects of one place need not be of the type for which it was asked. */
function present(path: Keys, data: unknown): Keys {
  let value = data;
  const absent = path.findIndex((key) => {
    value = isData(value) ? ownOf(value, String(key)) : undefined;
    return value === undefined;
  });
  return absent === -1 ? path : path.slice(0, absent);
}

function sourceOf(field: FieldShape): string {
  return field.kind === 'value' ? field.source : field.name;
}

function keysOf(path: Path): Keys {
  const keys: (string | number)[] = [];
  for (let place = path; place !== null; place = place.above) keys.unshift(place.key);
  return keys;
}

function startsWith(place: Keys, keys: Keys): boolean {
  return place.length >= keys.length && keys.every((key, index) => place[index] === key);
}
