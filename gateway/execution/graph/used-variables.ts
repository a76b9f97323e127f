import { Kind, visit, type DocumentNode } from 'graphql';

export interface WithVariables {
  document: DocumentNode;
  variables: ReadonlySet<string>;
}

/** An operation with the variables that it uses, and no others (GraphQL 5.8.4). */
export function onlyUsedVariables(document: DocumentNode): WithVariables {
  const variables = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void variables.add(name.value),
  });
  const definitions = document.definitions.map((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? {
          ...definition,
          variableDefinitions: definition.variableDefinitions?.filter(({ variable }) =>
            variables.has(variable.name.value),
          ),
        }
      : definition,
  );
  return { document: { ...document, definitions }, variables };
}
