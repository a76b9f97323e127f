import { GraphQLError, OperationTypeNode, type ValidationRule } from 'graphql';

/** What there is no root type for cannot be carried out (GraphQL, 6.2); without this rule that is known only when it is planned. */
export const offeredOperations: ValidationRule = (context) => ({
  OperationDefinition: (node) => {
    const { operation } = node;
    if (operation !== OperationTypeNode.SUBSCRIPTION && context.getSchema().getRootType(operation)) return;
    context.reportError(new GraphQLError(`A ${operation} is not offered.`, { nodes: node }));
  },
});
