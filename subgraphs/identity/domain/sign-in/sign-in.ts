import { DomainError } from '../../../domain-error.js';
import type { Account, AccountAtTheDoor, Accounts } from '../account.js';
import { emailAsGiven } from '../credentials/email-as-given.js';
import { recogniseDevice, type KnownDevices } from '../credentials/known-device.js';
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
  devices: KnownDevices;
  hasher: PasswordHasher;
}

export interface Credentials {
  email: string;
  password: string;
  /** Of an earlier sign-in on the same device. */
  deviceToken?: string | null;
}

/**
 * The first of the two steps of every sign-in (V27, R13): the password, answered by an SMS code.
 * An account that does not exist answers like a wrong password, after the same work.
 * @throws DomainError CREDENTIALS_REFUSED, TOO_MANY_ATTEMPTS, SMS_UNAVAILABLE, UNAVAILABLE, BAD_INPUT.
 */
export async function signIn(needs: SignInNeeds, credentials: Credentials, occasion: Occasion): Promise<SentChallenge> {
  const email = emailAsGiven(credentials.email);
  const { password, deviceToken = null } = credentials;
  if (passwordLength(password) > LONGEST_PASSWORD) throw new DomainError('BAD_INPUT');
  const known = await needs.accounts.findByEmail(email);
  const person =
    known === null ? NOBODY : { account: known.id, name: known.name.text, organisations: known.organisations };
  return recordingRefusal(occasion, person, async () => {
    const device =
      deviceToken === null ? null : await recogniseDevice(needs.devices, deviceToken, known?.id ?? null, occasion.now);
    const attempter = { email, device, address: occasion.caller.address };
    await admitAttempt(needs.limits, attempter);
    const account = await checkPassword(needs.hasher, known, password);
    const standing = await findStanding(needs, account.id, occasion.now);
    if (!hasAccess(standing)) throw new DomainError('CREDENTIALS_REFUSED');
    await forgetAttempts(needs.limits, attempter);
    return openChallenge(needs, account, standing, occasion);
  });
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
