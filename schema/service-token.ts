/** Tokens of reporting tools (RFC 7523): what the token endpoint asks identity, and what can be asked. */
import type { StaffRole } from './caller.js';

/** What a tool may be: of the staff roles those that only read. */
export const SERVICE_SCOPES = ['AUDITOR', 'REPORTER'] as const satisfies readonly StaffRole[];
export type ServiceScope = (typeof SERVICE_SCOPES)[number];

/** How an assertion may be signed. Which of them is settled by its key: an assertion does not choose (RFC 8725 §3.1). */
export const ASSERTION_ALGORITHMS = ['EdDSA', 'ES256', 'PS256'] as const;
export type AssertionAlgorithm = (typeof ASSERTION_ALGORITHMS)[number];

export interface ServiceTokenRequest {
  assertion: string;
  /** Names separated by spaces (RFC 6749 §3.3); null: all that the account has. */
  scope: string | null;
  /** What the assertion may be meant for: our issuer, or the address of the token endpoint. */
  audiences: string[];
}

export interface ServiceToken {
  accessToken: string;
  expiresInSeconds: number;
  scopes: ServiceScope[];
}
