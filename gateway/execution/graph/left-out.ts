/**
 * What the planner leaves out of its plan without a word: a field to which no type of any subgraph gives a value, as
 * one behind an interface that no object type in reach implements. Silence would read as "there is none".
 */
import type { PlanNode, QueryPlan } from '@apollo/query-planner';
import {
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { PlannedFields } from './planned-fields.js';

export interface Checked {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** @returns the coordinate of a field that the operation asks and the plan never fetches; null when there is none. */
export function leftOut({ schema, operation, fragments }: Checked, plan: QueryPlan): string | null {
  const root = schema.getRootType(operation.operation);
  if (root == null) return null;
  const planned = PlannedFields.of(plan.node as PlanNode | undefined);

  const inSet = (type: GraphQLObjectType, set: SelectionSetNode, at: PlannedFields): string | null =>
    firstOf(set.selections, (selection) => {
      if (selection.kind === Kind.FIELD) return inField(type, selection, at);
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition?.name.value ?? type.name;
      return fragment !== undefined && holds(schema, condition, type) ? inSet(type, fragment.selectionSet, at) : null;
    });

  const inField = (type: GraphQLObjectType, field: FieldNode, at: PlannedFields): string | null => {
    const definition = type.getFields()[field.name.value];
    if (definition === undefined) return null; // __typename, __schema and __type are answered here
    const below = at.get((field.alias ?? field.name).value);
    if (below === undefined) return `${type.name}.${field.name.value}`;
    const named = getNamedType(definition.type);
    return isObjectType(named) && field.selectionSet ? inSet(named, field.selectionSet, below) : null;
  };

  return inSet(root, operation.selectionSet, planned);
}

/** Whether every object of the type meets a type condition. */
function holds(schema: GraphQLSchema, condition: string, type: GraphQLObjectType): boolean {
  if (condition === type.name) return true;
  const named = schema.getType(condition);
  return isAbstractType(named) && schema.isSubType(named, type);
}

function firstOf<T>(entries: readonly T[], find: (entry: T) => string | null): string | null {
  for (const entry of entries) {
    const found = find(entry);
    if (found !== null) return found;
  }
  return null;
}
