import type { Authentication } from '../../../../schema/caller.js';
import { DomainError } from '../../../domain-error.js';
import type { AccountChanges, Accounts } from '../account.js';
import { setChosenPassword } from '../credentials/choose-password.js';
import { newDeviceToken, rememberDevice } from '../credentials/known-device.js';
import type { Limits } from '../limits.js';
import type { Occasion } from '../occasion.js';
import type { SignInChallenge, SignInChallenges } from './sign-in-challenge.js';
import { refuseMadeUp } from '../made-up.js';
import { NOBODY, personOf, recordRefusal, recordingRefusal } from './sign-in-record.js';
import { beginSession } from '../session/begin-session.js';
import type { IssuedSession, SessionNeeds } from '../session/start-session.js';
import { findStanding, hasAccess, type Standing, type StandingNeeds } from '../standing.js';
import type { OneStep, Tables } from '../tables.js';
import { isUuid } from '../../../uuid.js';

export interface CompleteSignInNeeds extends StandingNeeds, SessionNeeds, OneStep {
  changes: AccountChanges;
  accounts: Accounts;
  challenges: SignInChallenges;
  limits: Limits;
}

/** How the second step is taken. */
export interface Proof {
  authentication: Authentication;
  /** Uses up the challenge. @throws DomainError CODE_REFUSED when it is not right. */
  prove: (challenge: SignInChallenge, standing: Standing) => Promise<void>;
}

/**
 * The second step of every sign-in: whoever gave the password proves to hold something too (V27, R13).
 * @throws DomainError CODE_REFUSED, alike for whatever is wrong; TOO_MANY_ATTEMPTS for sign-ins that are made up.
 */
export async function completeSignIn(
  needs: CompleteSignInNeeds,
  challengeId: string,
  { authentication, prove }: Proof,
  occasion: Occasion,
): Promise<IssuedSession> {
  const challenge = isUuid(challengeId) ? await needs.challenges.find(challengeId) : null;
  const account = challenge === null ? null : await needs.accounts.find(challenge.account);
  if (challenge === null || account === null) {
    return refuseMadeUp(needs, occasion, 'CODE_REFUSED', () => recordRefusal(occasion, NOBODY, 'CODE_REFUSED'));
  }
  const standing = await findStanding(needs, account.id, occasion.now, { authentication });
  const person = personOf(account, standing);
  return recordingRefusal(occasion, person, async () => {
    await prove(challenge, standing);
    if (account.blocked || !hasAccess(standing)) throw new DomainError('CODE_REFUSED');
    if (challenge.byLink !== null) {
      await setChosenPassword(needs, account, challenge.byLink, standing, occasion);
    } else if (account.recoveryRequired) throw new DomainError('CODE_REFUSED');
    const passwordHash = challenge.byLink?.newPasswordHash ?? account.passwordHash;
    const holder = { account: { ...account, passwordHash }, standing, authentication };
    const refused = new DomainError('CODE_REFUSED');
    const deviceToken = newDeviceToken();
    const also = ({ devices }: Tables): Promise<void> => rememberDevice(devices, deviceToken, account.id, occasion.now);
    const session = await beginSession(needs, holder, { person, refused, also }, occasion);
    return { ...session, deviceToken };
  });
}
