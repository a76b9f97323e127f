import { GraphQLError } from 'graphql';
import { ERROR_CODES, type ErrorCode } from '../schema/error-codes.js';

interface Details {
  /** HTTP status of the whole answer; absent for an error beside data. */
  status?: number;
  path?: readonly (string | number)[];
  /** Safe to tell: counts and names. */
  details?: Record<string, string | number | string[]>;
  cause?: unknown;
}

/** An error that the gateway itself raises: a code of the contract and what goes with it. */
export class Refused extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    { status, path, details, cause }: Details = {},
  ) {
    super(ERROR_CODES[code].en, {
      path,
      extensions: { code, ...details, ...(status !== undefined && { http: { status } }) },
      originalError: cause instanceof Error ? cause : undefined,
    });
  }
}
