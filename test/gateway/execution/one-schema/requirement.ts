/** What a field requires of its object: as a service was sent it, and as it is. */
import {
  getArgumentValues,
  isObjectType,
  Kind,
  parse,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { thingOf, type Reference, type Thing } from './thing.js';

/** What a field of an object is. @throws where it has an error. */
export type Tell = (thing: Thing, field: GraphQLField<unknown, unknown>, args: Record<string, unknown>) => unknown;

type Told = Record<string, unknown>;

/** The selections in `@requires`, by the coordinate of their field. */
export function requirementsIn(sdl: string): ReadonlyMap<string, SelectionSetNode> {
  const requirements = new Map<string, SelectionSetNode>();
  for (const type of parse(sdl).definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    for (const { name, directives = [] } of type.fields ?? []) {
      const fields = directives.find((directive) => directive.name.value === 'requires')?.arguments?.[0]?.value;
      if (fields?.kind === Kind.STRING) requirements.set(`${type.name.value}.${name.value}`, selected(fields.value));
    }
  }
  return requirements;
}

function selected(fields: string): SelectionSetNode {
  const [operation] = parse(`{ ${fields} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`nothing is required by ${fields}`);
  return operation.selectionSet;
}

/** Of a representation no more than was required: what is missing stays missing. */
export function asSent(sent: unknown, selection: SelectionSetNode): unknown {
  if (Array.isArray(sent)) return sent.map((entry) => asSent(entry, selection));
  if (typeof sent !== 'object' || sent === null) return sent;
  const told: Told = {};
  for (const each of selection.selections) {
    if (each.kind === Kind.FIELD) {
      const value = (sent as Told)[each.name.value];
      told[each.name.value] = each.selectionSet ? asSent(value, each.selectionSet) : value;
    } else if (each.kind === Kind.INLINE_FRAGMENT && appliesTo(thingOf(sent as Reference), each.typeCondition)) {
      Object.assign(told, asSent(sent, each.selectionSet));
    }
  }
  return told;
}

/** The same from the world itself; what has an error there is required in vain. */
export function asItIs(schema: GraphQLSchema, tell: Tell, thing: Thing, selection: SelectionSetNode): Told {
  const told: Told = {};
  for (const each of selection.selections) {
    if (each.kind === Kind.INLINE_FRAGMENT) {
      if (appliesTo(thing, each.typeCondition)) Object.assign(told, asItIs(schema, tell, thing, each.selectionSet));
    } else if (each.kind === Kind.FIELD) {
      const field = typeOf(schema, thing).getFields()[each.name.value];
      if (field === undefined) throw new Error(`nobody has ${thing.__typename}.${each.name.value}`);
      const value = orNull(() => tell(thing, field, getArgumentValues(field, each)));
      const { selectionSet } = each;
      told[field.name] = selectionSet ? inside(value, (inner) => asItIs(schema, tell, inner, selectionSet)) : value;
    }
  }
  return told;
}

function inside(value: unknown, tell: (thing: Thing) => Told): unknown {
  if (Array.isArray(value)) return value.map((entry) => inside(entry, tell));
  return value === null ? null : tell(value as Thing);
}

function orNull(tell: () => unknown): unknown {
  try {
    return tell();
  } catch {
    return null;
  }
}

function typeOf(schema: GraphQLSchema, { __typename }: Thing): GraphQLObjectType {
  const type = schema.getType(__typename);
  if (!isObjectType(type)) throw new Error(`no type ${__typename}`);
  return type;
}

function appliesTo({ __typename }: Thing, condition: { name: { value: string } } | undefined): boolean {
  return condition === undefined || condition.name.value === __typename;
}
