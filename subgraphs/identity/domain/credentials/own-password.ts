import { DomainError } from '../../../domain-error.js';
import type { Account } from '../account.js';
import type { Limits } from '../limits.js';
import { admitAttempt, forgetAttempts } from '../sign-in/password-attempts.js';
import type { PasswordHasher } from '../sign-in/password-hasher.js';
import { LONGEST_PASSWORD, passwordLength } from './password-rules.js';

/**
 * The password again, of someone who is signed in: under the limits of signing in.
 * @throws DomainError CREDENTIALS_REFUSED, TOO_MANY_ATTEMPTS, UNAVAILABLE.
 */
export async function checkOwnPassword(
  { hasher, limits }: { hasher: PasswordHasher; limits: Limits },
  { email, passwordHash }: Account,
  password: string,
  address: string,
): Promise<void> {
  await admitAttempt(limits, { email, address });
  const right = passwordLength(password) <= LONGEST_PASSWORD && (await hasher.verify(password, passwordHash));
  if (!right) throw new DomainError('CREDENTIALS_REFUSED');
  await forgetAttempts(limits, { email, address });
}
