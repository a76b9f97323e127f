import { DomainError } from '../../../domain-error.js';
import type { Account, AccountAtTheDoor, Accounts } from '../account.js';
import { LONGEST_PASSWORD, passwordLength } from '../credentials/password-rules.js';
import type { Occasion } from '../occasion.js';
import { admitAttempt, forgetAttempts } from './password-attempts.js';
import type { PasswordHasher } from './password-hasher.js';
import { openChallenge, type ChallengeNeeds } from './open-challenge.js';
import type { SentChallenge } from './sign-in-challenge.js';
import { NOBODY, recordingRefusal } from './sign-in-record.js';
import { findStanding, hasAccess, type StandingNeeds } from '../standing.js';

export interface SignInNeeds extends StandingNeeds, ChallengeNeeds {
  accounts: Accounts;
  hasher: PasswordHasher;
}

export interface Credentials {
  email: string;
  password: string;
}

const LONGEST_EMAIL = 254;

/**
 * The first of the two steps of every sign-in (V27, R13): the password, answered by an SMS code.
 * An account that does not exist answers like a wrong password, after the same work.
 * @throws DomainError CREDENTIALS_REFUSED, TOO_MANY_ATTEMPTS, SMS_UNAVAILABLE, UNAVAILABLE, BAD_INPUT.
 */
export async function signIn(needs: SignInNeeds, credentials: Credentials, occasion: Occasion): Promise<SentChallenge> {
  const email = credentials.email.trim().toLowerCase();
  if (!isPossible(email, credentials.password)) throw new DomainError('BAD_INPUT');
  const known = await needs.accounts.findByEmail(email);
  const person =
    known === null ? NOBODY : { account: known.id, name: known.name.text, organisations: known.organisations };
  return recordingRefusal(occasion, person, async () => {
    await admitAttempt(needs.limits, email, occasion.caller.address);
    const account = await checkPassword(needs.hasher, known, credentials.password);
    const standing = await findStanding(needs, account.id, occasion.now);
    if (!hasAccess(standing)) throw new DomainError('CREDENTIALS_REFUSED');
    await forgetAttempts(needs.limits, email, occasion.caller.address);
    return openChallenge(needs, account, standing, occasion);
  });
}

/** NUL: PostgreSQL has no text with it. */
function isPossible(email: string, password: string): boolean {
  return email.length <= LONGEST_EMAIL && !email.includes('\0') && passwordLength(password) <= LONGEST_PASSWORD;
}

async function checkPassword(
  hasher: PasswordHasher,
  known: AccountAtTheDoor | null,
  password: string,
): Promise<Account> {
  const right = await hasher.verify(password, known?.passwordHash ?? null);
  if (known === null || !right || known.blocked || known.recoveryRequired) throw new DomainError('CREDENTIALS_REFUSED');
  return known;
}
