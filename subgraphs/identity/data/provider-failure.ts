import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';
import { DomainError } from '../../domain-error.js';
import { ProviderRefused } from '../domain/provider-sign-in/provider-refused.js';

/** What is amiss between the provider and us, and no fault of whoever signs in. */
const OUR_FAULTS = ['invalid_client', 'unauthorized_client', 'server_error', 'temporarily_unavailable'];
const NO_ANSWER = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
];

/** Everything else is an answer that cannot be right, and is refused. */
export function failureOf(error: unknown, as?: 'PROVIDER_UNAVAILABLE'): DomainError {
  return as !== undefined || isUnavailable(error)
    ? new DomainError('PROVIDER_UNAVAILABLE', {}, { cause: error })
    : new ProviderRefused('ANSWER_REFUSED', { cause: error });
}

function isUnavailable(error: unknown): boolean {
  if (error instanceof AuthorizationResponseError) return OUR_FAULTS.includes(error.error);
  if (error instanceof ResponseBodyError) return error.status >= 500 || OUR_FAULTS.includes(error.error);
  const { code, cause } = error as { code?: string; cause?: unknown };
  // a request that got nowhere is a TypeError of fetch
  return code === undefined ? error instanceof TypeError && cause !== undefined : NO_ANSWER.includes(code);
}
