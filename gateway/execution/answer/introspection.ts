import { executeSync, Kind, OperationTypeNode, type FieldNode, type FragmentDefinitionNode } from 'graphql';
import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { onlyWhatIsUsed } from '../used-definitions.js';
import { ownOf } from '../run/merge.js';

/** Answers a field of introspection from the schema that callers see (GraphQL, 4). @throws GraphQLError. */
export type Introspect = (
  name: string,
  nodes: readonly FieldNode[],
  variables: Readonly<Record<string, unknown>>,
) => unknown;

export function introspection(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): Introspect {
  const definitions = [...fragments.values()];
  return (name, nodes, variableValues) => {
    const asking: OperationDefinitionNode = {
      ...operation,
      operation: OperationTypeNode.QUERY,
      directives: [],
      selectionSet: { kind: Kind.SELECTION_SET, selections: nodes },
    };
    const document = onlyWhatIsUsed(asking, { kind: Kind.DOCUMENT, definitions });
    const { data, errors } = executeSync({ schema, document, variableValues });
    if (errors?.[0] !== undefined) throw errors[0];
    return data == null ? null : ownOf(data, name);
  };
}
