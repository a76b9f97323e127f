import { DomainError } from '../../../domain-error.js';

/** What only the log tells: whoever is refused reads the same for each (enumeration). */
export type ProviderRefusalReason =
  /** No such organisation or provider. */
  | 'NO_PROVIDER'
  /** Unknown, used before, or too late. */
  | 'REQUEST_OVER'
  /** What came back was not for this request, or not from this provider: state, issuer, nonce, signature, code. */
  | 'ANSWER_REFUSED'
  | 'ACR_TOO_LOW'
  /** The provider remembered an earlier sign-in instead of asking again. */
  | 'SIGNED_IN_EARLIER'
  | 'EMAIL_NOT_VERIFIED'
  | 'NO_ACCOUNT'
  | 'ACCOUNT_CLOSED';

export class ProviderRefused extends DomainError {
  constructor(
    readonly why: ProviderRefusalReason,
    options?: ErrorOptions,
  ) {
    super('PROVIDER_REFUSED', {}, options);
  }
}
