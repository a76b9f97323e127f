import { DomainError } from '../../../domain-error.js';
import type { Account, AccountsInStep } from '../account.js';

/**
 * Nobody else changes the account for as long as the step lasts, and its password is the one that was given: whoever
 * lost it to a recovery a moment ago changes nothing any more.
 * @throws DomainError CREDENTIALS_REFUSED.
 */
export async function holdAccount(accounts: AccountsInStep, given: Account): Promise<void> {
  const found = await accounts.hold(given.id);
  if (found === null || found.passwordHash !== given.passwordHash || found.blocked || found.recoveryRequired) {
    throw new DomainError('CREDENTIALS_REFUSED');
  }
}
