import {
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isAsked, type Conditions } from '../plan/conditions.js';

/** What an operation is read with. */
export interface Reading {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly conditions: Conditions;
}

/** The fields asked of an object of this type, by response name, in order. CollectFields, GraphQL 6.3.2. */
export function collectFields(
  reading: Reading,
  type: GraphQLObjectType | GraphQLInterfaceType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visited = new Set<string>();
  for (const set of sets) collect(reading, type, set, fields, visited);
  return fields;
}

function collect(
  reading: Reading,
  type: GraphQLObjectType | GraphQLInterfaceType,
  set: SelectionSetNode,
  fields: Map<string, FieldNode[]>,
  visited: Set<string>,
): void {
  for (const selection of set.selections) {
    if (!isAsked(selection, reading.conditions)) continue;
    if (selection.kind === Kind.FIELD) {
      const name = selection.alias?.value ?? selection.name.value;
      const nodes = fields.get(name);
      if (nodes === undefined) fields.set(name, [selection]);
      else nodes.push(selection);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? reading.fragments.get(selection.name.value) : selection;
    if (fragment === undefined || !applies(reading.schema, fragment.typeCondition?.name.value, type)) continue;
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      // a second time adds nothing, and a fragment bomb would take forever
      if (visited.has(selection.name.value)) continue;
      visited.add(selection.name.value);
    }
    collect(reading, type, fragment.selectionSet, fields, visited);
  }
}

function applies(
  schema: GraphQLSchema,
  condition: string | undefined,
  type: GraphQLObjectType | GraphQLInterfaceType,
): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}
