/** From type-graphql classes to a guarded federation 2 schema, with the access matrix printed into it as `@access`. */
import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { Kind, parse, print, visit, type ConstDirectiveNode, type DocumentNode, type GraphQLSchema } from 'graphql';
import { GraphQLDate, GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { buildSchemaSync, createResolversMap, type NonEmptyArray } from 'type-graphql';
import { COLUMNS, type AccessRow } from '../schema/access-matrix.js';
import { guard, rowOf } from './guard.js';
import type { SubgraphContext } from './subgraph-context.js';

type Class = abstract new (...parts: never[]) => object;

export interface SubgraphDefinition {
  name: 'identity' | 'dossier' | 'audit';
  resolvers: NonEmptyArray<Class>;
  /** Entities and other types that no resolver of this subgraph returns. */
  orphanedTypes: Class[];
  /** How an entity that the gateway refers to is looked up. */
  entities: Record<string, (reference: { id: string }, context: SubgraphContext) => unknown>;
  rows: readonly AccessRow[];
}

export interface FederatedSchema {
  schema: GraphQLSchema;
  /** The printed contract of the subgraph. */
  sdl: string;
}

const LINK = `
extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@composeDirective"])
  @link(url: "https://inzage.example/access/v1.0", import: ["@access"])
  @composeDirective(name: "@access")

"""Who may use this field: a condition word of the access matrix per role; a role that is not named is refused."""
directive @access(
  "Data categories that the audit log names." category: [String!]
  ${COLUMNS.map((column) => `${column.toLowerCase()}: String`).join('\n  ')}
) on FIELD_DEFINITION
`;

/** @param instances the resolver objects, one of each class; none are needed to print the contract. */
export function buildFederatedSchema(definition: SubgraphDefinition, instances: object[] = []): FederatedSchema {
  const byClass = new Map(instances.map((instance) => [instance.constructor, instance]));
  const plain = buildSchemaSync({
    resolvers: definition.resolvers,
    orphanedTypes: definition.orphanedTypes,
    container: { get: (type: Class) => byClass.get(type) },
    validate: { validationError: { target: false, value: false } },
    scalarsMap: [{ type: Date, scalar: GraphQLDateTime }],
    skipCheck: true,
  });
  const typeDefs = withAccess(parse(LINK + printSchemaWithDirectives(plain)), definition.rows);
  const resolvers = createResolversMap(plain) as Record<string, Record<string, unknown>>;
  for (const [type, resolve] of Object.entries(definition.entities)) {
    // async, so that a throw refuses this entity and not its neighbours
    resolvers[type] = {
      ...resolvers[type],
      __resolveReference: async (reference: { id: string }, context: SubgraphContext) => resolve(reference, context),
    };
  }
  const schema = buildSubgraphSchema({
    typeDefs,
    resolvers: { ...resolvers, Date: GraphQLDate, DateTime: GraphQLDateTime, JSONObject: GraphQLJSONObject },
  });
  guard(schema, definition.rows);
  return { schema, sdl: `${print(typeDefs)}\n` };
}

function withAccess(document: DocumentNode, rows: readonly AccessRow[]): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition: (type) => ({
      ...type,
      fields: type.fields?.map((field) => {
        const row = rowOf(rows, type.name.value, field.name.value);
        if (row === undefined || row.part) return field;
        return { ...field, directives: [...(field.directives ?? []), accessDirective(row)] };
      }),
    }),
  });
}

function accessDirective(row: AccessRow): ConstDirectiveNode {
  const categories = row.categories.length > 0 ? [`category: ${JSON.stringify(row.categories)}`] : [];
  const cells = COLUMNS.flatMap((column) => {
    const word = row.cells[column];
    return word === undefined ? [] : [`${column.toLowerCase()}: "${word}"`];
  });
  const [definition] = parse(`type T { f: Int @access(${[...categories, ...cells].join(', ')}) }`).definitions;
  const directive = definition?.kind === Kind.OBJECT_TYPE_DEFINITION && definition.fields?.[0]?.directives?.[0];
  if (!directive) throw new Error(`no @access could be printed for ${row.type}.${row.field}`);
  return directive;
}
