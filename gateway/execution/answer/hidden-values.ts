/** What subgraphs give, and no caller may see: what is `@inaccessible` is in the supergraph, not in the API schema. */
import {
  isAbstractType,
  isEnumType,
  type GraphQLAbstractType,
  type GraphQLEnumType,
  type GraphQLSchema,
} from 'graphql';

export function hiddenMembers(supergraph: GraphQLSchema, type: GraphQLEnumType): ReadonlySet<string> {
  const whole = supergraph.getType(type.name);
  return without(isEnumType(whole) ? whole.getValues() : [], type.getValues());
}

/** Possible types of an interface or a union. */
export function hiddenTypes(
  supergraph: GraphQLSchema,
  api: GraphQLSchema,
  type: GraphQLAbstractType,
): ReadonlySet<string> {
  const whole = supergraph.getType(type.name);
  return without(isAbstractType(whole) ? supergraph.getPossibleTypes(whole) : [], api.getPossibleTypes(type));
}

function without(all: readonly { name: string }[], open: readonly { name: string }[]): ReadonlySet<string> {
  const names = new Set(open.map(({ name }) => name));
  return new Set(all.flatMap(({ name }) => (names.has(name) ? [] : [name])));
}
