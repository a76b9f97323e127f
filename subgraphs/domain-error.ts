import type { ErrorCode } from '../schema/error-codes.js';

/** What is safe to tell about an error beside its code: counts, times, names of fields. */
export type ErrorDetails = Record<string, string | number | boolean | string[]>;

/** The one error that the domain throws. Its code, and nothing else of it, decides what the caller reads. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}
