/** Refuses an operation that is too large before anything is planned or fetched (attack cases 12 and 21). */
import type { ApolloServerPlugin, GraphQLRequestContextDidResolveOperation } from '@apollo/server';
import { visit, type DocumentNode } from 'graphql';
import type { Limits } from '../limits.js';
import { Refused } from '../refused.js';
import { measure } from './measure-query.js';
import type { QuerySize } from './query-size.js';
import type { RequestScope } from './request-scope.js';

/** Each of these answers a guess. */
const SIGN_IN_MUTATIONS = ['signIn', 'resendCode', 'verifySignIn', 'refreshSession', 'confirmBsn'];

export function queryLimits(limits: Limits): ApolloServerPlugin<RequestScope> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation: (context) => {
          judge(context, limits);
          return Promise.resolve();
        },
      }),
  };
}

function judge(context: GraphQLRequestContextDidResolveOperation<RequestScope>, limits: Limits): void {
  const { schema, document, operation, request } = context;
  // Apollo goes on without one, as when the name of the operation is not in the document
  if (operation === undefined) throw new Refused('OPERATION_RESOLUTION_FAILURE', { status: 400 });
  refuseReservedNames(document);
  const size = measure({
    schema,
    document,
    operation,
    variables: request.variables ?? {},
    usualPage: limits.usualPage,
  });
  if (size.largestPage > limits.page || size.smallestPage < 1) {
    throw new Refused('PAGE_TOO_LARGE', { status: 400, details: { largest: limits.page } });
  }
  const guesses = operation.operation === 'mutation' && SIGN_IN_MUTATIONS.some((name) => size.names.has(name));
  const over = overstep(size, limits, guesses ? limits.signInFields : limits.rootFields);
  if (over !== undefined) throw new Refused('QUERY_TOO_LARGE', { status: 400, details: { limit: over } });
}

/** The name of the limit that is passed. */
function overstep(size: QuerySize, limits: Limits, rootFields: number): string | undefined {
  if (size.fields > rootFields) return 'rootFields';
  return (['depth', 'aliases', 'directives', 'cost'] as const).find((name) => size[name] > limits[name]);
}

/** GraphQL keeps names with two underscores for itself; as keys of objects some of them are dangerous. */
function refuseReservedNames(document: DocumentNode): void {
  visit(document, {
    Field: ({ alias }) => refuseReserved(alias?.value),
    VariableDefinition: ({ variable }) => refuseReserved(variable.name.value),
    FragmentDefinition: ({ name }) => refuseReserved(name.value),
  });
}

function refuseReserved(name: string | undefined): void {
  if (name?.startsWith('__') === true && name !== '__typename') throw new Refused('BAD_REQUEST', { status: 400 });
}
