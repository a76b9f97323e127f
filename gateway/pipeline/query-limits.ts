/** Refuses an operation that is too large before it is validated, planned or fetched (attack cases 12 and 21). */
import { getOperationAST, OperationTypeNode, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { Limits } from '../limits.js';
import { Refused } from '../refused.js';
import { measure } from './measure-query.js';
import { ParsedQueries } from './parsed-queries.js';
import type { GraphRequest } from './graph-request.js';
import type { QuerySize } from './query-size.js';

/** Each of these answers a guess. */
const SIGN_IN_MUTATIONS = [
  'signIn',
  'resendCode',
  'verifySignIn',
  'verifySignInByTotp',
  'verifySignInByPasskey',
  'refreshSession',
  'requestRecovery',
  'recoverAccount',
  'activateAccount',
  'changePassword',
  'reportCompromise',
  'startProviderSignIn',
  'finishProviderSignIn',
  'confirmBsn',
  'addTotp',
  'confirmTotp',
  'addPasskey',
  'confirmPasskey',
  'removeSecondFactor',
];

/**
 * Gives what kind of operation it is; null for what Apollo will refuse.
 * @throws Refused QUERY_TOO_LARGE, PAGE_TOO_LARGE, BAD_REQUEST, OPERATION_RESOLUTION_FAILURE.
 */
export type JudgeSize = (request: GraphRequest) => OperationTypeNode | null;

export function queryLimits(limits: Limits, schemaOf: () => GraphQLSchema): JudgeSize {
  const parsed = new ParsedQueries(limits.tokens);
  return ({ query, operationName, variables }) => {
    const document = query === undefined ? null : parsed.documentOf(query);
    if (document === null) return null;
    refuseReservedNames(document);
    const operation = getOperationAST(document, operationName);
    if (operation == null) throw new Refused('OPERATION_RESOLUTION_FAILURE', { status: 400 });
    const { usualPage } = limits;
    const size = measure({ schema: schemaOf(), document, operation, variables: variables ?? {}, usualPage });
    if (size.largestPage > limits.page || size.smallestPage < 1) {
      throw new Refused('PAGE_TOO_LARGE', { status: 400, details: { largest: limits.page } });
    }
    const over = overstep(size, limits, operation.operation);
    if (over !== undefined) throw new Refused('QUERY_TOO_LARGE', { status: 400, details: { limit: over } });
    return operation.operation;
  };
}

/** The name of the limit that is passed. */
export function overstep(size: QuerySize, limits: Limits, type: OperationTypeNode): string | undefined {
  const guesses = type === OperationTypeNode.MUTATION && SIGN_IN_MUTATIONS.some((name) => size.names.has(name));
  if (size.fields > (guesses ? limits.signInFields : limits.rootFields)) return 'rootFields';
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
