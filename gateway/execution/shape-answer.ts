/** Gives an answer the shape that was asked for: refused fields stand as null with an error, hidden fields are gone. */
import {
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, type Reading } from './collect-fields.js';
import { Refused } from '../refused.js';
import type { PrunedOperation } from './prune-operation.js';
import type { RefusedField } from './refusal-records.js';

type Data = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

export interface ShapedAnswer {
  data: Data | null;
  errors: Refused[];
  refusals: RefusedField[];
}

export interface Shaping extends Reading {
  operation: OperationDefinitionNode;
  pruned: PrunedOperation;
}

/** A null where none may stand: takes its object along (GraphQL, 6.4.4). */
const TORN = Symbol('torn');

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @param data what came back for the pruned operation; null when a null went all the way up. */
export function shapeAnswer(shaping: Shaping, data: Data | null): ShapedAnswer {
  const shape = new Shape(shaping);
  return { data: shape.root(data), errors: shape.errors, refusals: shape.refusals };
}

class Shape {
  readonly errors: Refused[] = [];
  readonly refusals: RefusedField[] = [];

  constructor(private readonly given: Shaping) {}

  root(data: Data | null): Data | null {
    const type = this.given.schema.getRootType(this.given.operation.operation);
    if (type == null) return null;
    const shaped = this.object(type, [this.given.operation.selectionSet], data ?? {}, [], null, data === null);
    return data === null || shaped === TORN ? null : shaped;
  }

  /** @param onlyRefused the object itself was torn away; what was refused in it is still told. */
  private object(
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    source: Data,
    path: Path,
    above: string | null,
    onlyRefused = false,
  ): Data | typeof TORN {
    const client = this.clientOf(source) ?? above;
    // no prototype: a response name such as __proto__ is a name like any other (attack case 21)
    const answer = Object.create(null) as Record<string, unknown>;
    let torn = false;
    for (const [name, nodes] of collectFields(this.given, type, sets)) {
      const value = this.field(type, nodes, source, [...path, name], client, onlyRefused);
      if (value === TORN) torn = true;
      else answer[name] = value;
    }
    return torn ? TORN : answer;
  }

  private field(
    type: GraphQLObjectType,
    nodes: readonly FieldNode[],
    source: Data,
    path: Path,
    client: string | null,
    onlyRefused: boolean,
  ): unknown {
    const name = nodes[0]?.name.value ?? '';
    const definition = type.getFields()[name];
    const value = own(source, path.at(-1));
    if (definition === undefined) return name === '__typename' ? type.name : value;
    if (nodes.every((node) => this.given.pruned.refused.has(node))) {
      const asked = type.name === 'Query' && name === 'client' ? this.clientAsked(definition, nodes[0]) : null;
      return this.refuse(`${type.name}.${name}`, nodes, definition.type, path, client ?? asked);
    }
    return onlyRefused ? null : this.complete(definition.type, nodes, value, path, client);
  }

  private clientAsked(definition: GraphQLField<unknown, unknown>, node: FieldNode | undefined): string | null {
    const id: unknown = node && getArgumentValues(definition, node, this.given.variables)['id'];
    // what is no id of ours is not written down: it may hold anything
    return typeof id === 'string' && UUID.test(id) ? id : null;
  }

  private refuse(
    coordinate: string,
    nodes: readonly FieldNode[],
    type: GraphQLOutputType,
    path: Path,
    client: string | null,
  ): null | typeof TORN {
    const code = nodes.map((node) => this.given.pruned.refused.get(node)).find((refusal) => refusal !== undefined);
    this.errors.push(new Refused(code ?? 'ACCESS_REFUSED', { path }));
    this.refusals.push({ code: code ?? 'ACCESS_REFUSED', coordinate, client });
    return isNonNullType(type) ? TORN : null;
  }

  private complete(
    type: GraphQLOutputType,
    nodes: readonly FieldNode[],
    value: unknown,
    path: Path,
    client: string | null,
  ): unknown {
    if (isNonNullType(type)) {
      const completed = this.complete(type.ofType, nodes, value, path, client);
      return completed === null ? TORN : completed;
    }
    if (value == null) return null;
    if (isListType(type)) {
      const entries = (value as readonly unknown[]).map((entry, index) =>
        this.complete(type.ofType, nodes, entry, [...path, index], client),
      );
      return entries.includes(TORN) ? null : entries;
    }
    if (!isCompositeType(type)) return value;
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const object = this.object(this.objectType(type, value as Data), sets, value as Data, path, client);
    return object === TORN ? null : object;
  }

  private objectType(type: GraphQLOutputType, source: Data): GraphQLObjectType {
    const named = getNamedType(type);
    const object = isObjectType(named)
      ? named
      : this.given.schema.getType(String(own(source, this.given.pruned.hidden.typename)));
    if (!isObjectType(object)) throw new Error(`an answer of type ${named.name} does not say what it is`);
    return object;
  }

  private clientOf(source: Data): string | null {
    const id = own(source, this.given.pruned.hidden.client);
    return typeof id === 'string' ? id : null;
  }
}

function own(source: Data, name: string | number | undefined): unknown {
  return name !== undefined && Object.hasOwn(source, name) ? source[name] : undefined;
}
