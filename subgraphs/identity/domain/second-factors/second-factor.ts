/** A second factor beside the SMS code: an authenticator app (RFC 6238) or a passkey (WebAuthn). */

export const SECOND_FACTOR_KINDS = ['TOTP', 'PASSKEY'] as const;
export type SecondFactorKind = (typeof SECOND_FACTOR_KINDS)[number];
