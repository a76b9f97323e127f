/** What goes wrong at the token endpoint is answered as OAuth has it: RFC 6749 §5.2. */
import type { ErrorCode } from '../../schema/error-codes.js';
import { Refused } from '../refused.js';

/** `temporarily_unavailable` is borrowed from §4.1.2.1: this endpoint has no word of its own for it. */
const STATUS = {
  invalid_request: 400,
  invalid_client: 401,
  unsupported_grant_type: 400,
  invalid_scope: 400,
  temporarily_unavailable: 503,
} as const;
type TokenErrorName = keyof typeof STATUS;

const NAMES: Partial<Record<ErrorCode, TokenErrorName>> = {
  ASSERTION_REFUSED: 'invalid_client',
  SCOPE_REFUSED: 'invalid_scope',
  TLS_REQUIRED: 'invalid_request',
};

export class TokenRefused extends Error {
  /** @param scheme of the header by which a tool tried to show who it is, which none can. */
  constructor(
    readonly error: TokenErrorName,
    readonly scheme: 'Basic' | null = null,
  ) {
    super(error);
  }
}

export interface TokenError {
  status: number;
  headers: Record<string, string>;
  body: { error: TokenErrorName };
}

export function tokenErrorOf(error: Error & { statusCode?: number }): TokenError {
  if (error instanceof TokenRefused) {
    return answer(error.error, error.scheme === null ? {} : { 'www-authenticate': `${error.scheme} realm="token"` });
  }
  if (error instanceof Refused) return refusalOf(error);
  const { statusCode = 500 } = error;
  if (statusCode < 500) return { ...answer('invalid_request'), status: statusCode };
  return answer('temporarily_unavailable');
}

function refusalOf({ code, extensions }: Refused): TokenError {
  const seconds = extensions['retryAfterSeconds'];
  if (code === 'TOO_MANY_ATTEMPTS') {
    return { ...answer('temporarily_unavailable', { 'retry-after': String(seconds) }), status: 429 };
  }
  const { status } = (extensions['http'] ?? {}) as { status?: number };
  const judged = answer(NAMES[code] ?? 'temporarily_unavailable');
  return { ...judged, status: status ?? judged.status };
}

function answer(error: TokenErrorName, headers: Record<string, string> = {}): TokenError {
  return { status: STATUS[error], headers, body: { error } };
}
