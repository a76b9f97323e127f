/**
 * Completes what was fetched into the answer that was asked for: its fields in order, each value of its kind, a null
 * where none may stand taken up to where one may (GraphQL, 6.4.3 and 6.4.4), refused fields null with an error.
 */
import type { GraphQLError } from 'graphql';
import type { RefusedField } from '../access/refusal-records.js';
import { isData, ownOf, type Data } from '../run/merge.js';
import type { Faults } from '../run/faults.js';
import { AnswerErrors, type Path } from './answer-errors.js';
import { leafValue } from './leaves.js';
import type {
  AbstractValue,
  ClosedField,
  FieldShape,
  ListShape,
  ObjectShape,
  Projection,
  ValueShape,
} from './projection.js';

export interface Completed {
  readonly data: Readonly<Data> | null;
  readonly errors: readonly GraphQLError[];
  readonly refusals: readonly RefusedField[];
}

/** What only the request knows. */
export interface Surroundings {
  /** Answers a field of introspection. */
  readonly introspect: (field: Extract<FieldShape, { kind: 'introspection' }>) => unknown;
  /** The person in care whom the arguments of a refused field name. */
  readonly clientAsked: (field: ClosedField) => string | null;
}

export function complete(projection: Projection, data: Data, faults: Faults, around: Surroundings): Completed {
  const completion = new Completion(projection, faults, around);
  const completed = completion.object(projection.root, data, null, null);
  const answer = completed === TORN ? null : completed;
  return {
    data: answer,
    errors: completion.errors.all(answer),
    refusals: completion.refusals,
  };
}

/** A null where none may stand: takes its object along. */
const TORN = Symbol('torn');
type Torn = typeof TORN;

class Completion {
  readonly errors: AnswerErrors;
  readonly refusals: RefusedField[] = [];

  /** Of what is torn away, refusals are still told and recorded; without them the rest is not looked at. */
  private readonly refuses: boolean;

  constructor(
    { root, refuses }: Projection,
    faults: Faults,
    private readonly around: Surroundings,
  ) {
    this.errors = new AnswerErrors(faults, root);
    this.refuses = refuses;
  }

  object(shape: ObjectShape, source: Data, path: Path, above: string | null): Data | Torn {
    this.errors.tellFaults(shape, source, path);
    const client = clientOf(shape, source) ?? above;
    // no prototype: a response name such as __proto__ is a name like any other (attack case 21)
    const answer = Object.create(null) as Data;
    let torn = false;
    for (const field of shape.fields) {
      const value = this.field(shape, field, source, { key: field.name, above: path }, client);
      if (value === TORN) torn = true;
      else answer[field.name] = value;
      if (torn && !this.refuses) break;
    }
    return torn ? TORN : answer;
  }

  private field(
    shape: ObjectShape,
    field: FieldShape,
    source: Data,
    path: NonNullable<Path>,
    client: string | null,
  ): unknown {
    switch (field.kind) {
      case 'typename':
        return shape.type;
      case 'introspection':
        return this.around.introspect(field);
      case 'refused':
        return this.refuse(field, path, client);
      case 'value': {
        const value = field.inherited ? ownOf(source, field.source) : source[field.source];
        return this.value(field.value, value, path, client);
      }
    }
  }

  private refuse(field: ClosedField, path: Path, client: string | null): null | Torn {
    const { code, coordinate } = field;
    this.errors.refuse(code, path);
    this.refusals.push({ code, coordinate, client: client ?? this.around.clientAsked(field) });
    return field.nullable ? null : TORN;
  }

  private value(shape: ValueShape, value: unknown, path: NonNullable<Path>, client: string | null): unknown {
    const completed = value === null || value === undefined ? null : this.present(shape, value, path, client);
    if (completed !== null || shape.nullable) return completed;
    this.errors.tellNull(path);
    return TORN;
  }

  /** Null for what is not of its kind, or was torn. */
  private present(shape: ValueShape, value: unknown, path: NonNullable<Path>, client: string | null): unknown {
    switch (shape.kind) {
      case 'leaf':
        return leafValue(shape, value) ?? this.strange(shape, value, path);
      case 'list':
        return Array.isArray(value) ? this.list(shape, value, path, client) : this.errors.tellKind(path);
      case 'object':
      case 'abstract': {
        const object = isData(value) ? (shape.kind === 'object' ? shape.shape : shapeOf(shape, value)) : undefined;
        if (object === undefined && shape.kind === 'abstract' && isData(value))
          return this.strange(shape, ownOf(value, '__typename'), path);
        if (object === undefined) return this.errors.tellKind(path);
        const completed = this.object(object, value as Data, path, client);
        return completed === TORN ? null : completed;
      }
    }
  }

  /** What no caller may see is as if nothing was given; anything else that does not belong here is told. */
  private strange({ hidden }: { hidden: ReadonlySet<string> }, given: unknown, path: Path): null {
    return typeof given === 'string' && hidden.has(given) ? null : this.errors.tellKind(path);
  }

  private list({ entry }: ListShape, values: readonly unknown[], path: Path, client: string | null): unknown[] | null {
    const entries: unknown[] = [];
    let torn = false;
    for (const [index, value] of values.entries()) {
      const completed = this.value(entry, value, { key: index, above: path }, client);
      if (completed === TORN) torn = true;
      else entries.push(completed);
      if (torn && !this.refuses) break;
    }
    return torn ? null : entries;
  }
}

function shapeOf({ name, shapes, unnamed }: AbstractValue, value: Data): ObjectShape | undefined {
  const type = ownOf(value, '__typename');
  if (type === undefined || type === name) return unnamed ?? undefined;
  return typeof type === 'string' ? shapes.get(type) : undefined;
}

function clientOf({ client }: ObjectShape, source: Data): string | null {
  const id = client === null ? undefined : ownOf(source, client);
  return typeof id === 'string' ? id : null;
}
