import { TokenRefused } from './token-error.js';

export interface TokenRequest {
  assertion: string;
  scope: string | null;
}

const GRANT_TYPE = 'client_credentials';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** A token of 5 minutes signed by an RSA key of 8192 bits stays well below. */
const LONGEST_ASSERTION = 8_000;
const LONGEST_SCOPE = 200;

/** @throws TokenRefused invalid_request, unsupported_grant_type, invalid_client (RFC 6749 §5.2). */
export function readTokenRequest(form: string | null): TokenRequest {
  const parameters = new URLSearchParams(form ?? '');
  const grantType = one(parameters, 'grant_type');
  if (grantType === null) throw new TokenRefused('invalid_request');
  if (grantType !== GRANT_TYPE) throw new TokenRefused('unsupported_grant_type');
  const assertion = one(parameters, 'client_assertion');
  const scope = one(parameters, 'scope');
  if (one(parameters, 'client_secret') !== null) throw new TokenRefused('invalid_client');
  if (one(parameters, 'client_assertion_type') !== ASSERTION_TYPE) throw new TokenRefused('invalid_client');
  if (assertion === null || assertion.length > LONGEST_ASSERTION) throw new TokenRefused('invalid_client');
  if (scope !== null && scope.length > LONGEST_SCOPE) throw new TokenRefused('invalid_scope');
  return { assertion, scope };
}

/** RFC 6749 §3.2: what is sent without a value is left out, and nothing is sent twice. */
function one(parameters: URLSearchParams, name: string): string | null {
  const [value = '', ...others] = parameters.getAll(name);
  if (others.length > 0) throw new TokenRefused('invalid_request');
  return value === '' ? null : value;
}
