import { isAbstractType, isInterfaceType, type GraphQLSchema } from 'graphql';

const known = new WeakMap<GraphQLSchema, Map<string, ReadonlySet<string>>>();

/** Names of the types that a condition on this type lets through, itself included (GraphQL, 6.3.2). */
export function typesUnder(schema: GraphQLSchema, condition: string): ReadonlySet<string> {
  let ofSchema = known.get(schema);
  if (ofSchema === undefined) known.set(schema, (ofSchema = new Map<string, ReadonlySet<string>>()));
  let types = ofSchema.get(condition);
  if (types === undefined) ofSchema.set(condition, (types = typesOf(schema, condition)));
  return types;
}

function typesOf(schema: GraphQLSchema, condition: string): ReadonlySet<string> {
  const type = schema.getType(condition);
  if (!isAbstractType(type)) return new Set([condition]);
  // of an interface object a subgraph knows no more than the interface
  const interfaces = isInterfaceType(type) ? schema.getImplementations(type).interfaces : [];
  return new Set([condition, ...[...schema.getPossibleTypes(type), ...interfaces].map(({ name }) => name)]);
}
