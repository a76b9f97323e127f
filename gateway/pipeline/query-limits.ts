/** Refuses an operation that is too large before it is validated, planned or fetched (attack cases 12 and 21). */
import { OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { Limits } from '../limits.js';
import { Refused } from '../refused.js';
import type { GraphRequest } from './graph-request.js';
import { MeasuredQueries } from './measured-queries.js';
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
  const queries = new MeasuredQueries(limits, schemaOf);
  return (request) => {
    const sized = request.query === undefined ? null : queries.sizeOf(request.query, request);
    if (sized === null) return null;
    const { size, type } = sized;
    if (size.largestPage > limits.page || size.smallestPage < 1) {
      throw new Refused('PAGE_TOO_LARGE', { status: 400, details: { largest: limits.page } });
    }
    const over = overstep(size, limits, type);
    if (over !== undefined) throw new Refused('QUERY_TOO_LARGE', { status: 400, details: { limit: over } });
    return type;
  };
}

/** The name of the limit that is passed. */
export function overstep(size: QuerySize, limits: Limits, type: OperationTypeNode): string | undefined {
  const guesses = type === OperationTypeNode.MUTATION && SIGN_IN_MUTATIONS.some((name) => size.names.has(name));
  if (size.fields > (guesses ? limits.signInFields : limits.rootFields)) return 'rootFields';
  return (['depth', 'aliases', 'directives', 'cost'] as const).find((name) => size[name] > limits[name]);
}
