import { DomainError } from '../../../domain-error.js';
import type { AccountChanges, Accounts } from '../account.js';
import { setChosenPassword } from '../credentials/choose-password.js';
import { isSameHash } from '../keyed-hash.js';
import type { Occasion } from '../occasion.js';
import type { SignInChallenges } from './sign-in-challenge.js';
import { hashCode } from './sign-in-code.js';
import { NOBODY, recordFor, recordingRefusal, personOf } from './sign-in-record.js';
import { startSession, type IssuedSession, type SessionNeeds } from '../session/start-session.js';
import { findStanding, hasAccess, type StandingNeeds } from '../standing.js';
import type { OneStep } from '../tables.js';
import { isUuid } from '../../../uuid.js';

export interface VerifySignInNeeds extends StandingNeeds, SessionNeeds, OneStep {
  changes: AccountChanges;
  accounts: Accounts;
  challenges: SignInChallenges;
  codeKey: Buffer;
}

/**
 * The second step of every sign-in: the code that was sent for it.
 * @throws DomainError CODE_REFUSED, alike for a wrong, used, replaced or expired code and for one of another sign-in.
 */
export async function verifySignIn(
  needs: VerifySignInNeeds,
  { challengeId, code }: { challengeId: string; code: string },
  occasion: Occasion,
): Promise<IssuedSession> {
  const challenge = isUuid(challengeId) ? await needs.challenges.find(challengeId) : null;
  const account = challenge === null ? null : await needs.accounts.find(challenge.account);
  if (challenge === null || account === null) {
    return recordingRefusal(occasion, NOBODY, () => Promise.reject(new DomainError('CODE_REFUSED')));
  }
  const authentication = 'PASSWORD_SMS';
  const standing = await findStanding(needs, account.id, occasion.now, authentication);
  const person = personOf(account, standing);
  return recordingRefusal(occasion, person, async () => {
    await useCode(needs, challenge.id, code, occasion.now);
    if (account.blocked || !hasAccess(standing)) throw new DomainError('CODE_REFUSED');
    if (challenge.byLink !== null) {
      await setChosenPassword(needs, account, challenge.byLink, { standing, now: occasion.now });
    } else if (account.recoveryRequired) throw new DomainError('CODE_REFUSED');
    const session = await startSession(needs, { account: account.id, standing, authentication }, occasion.now);
    recordFor(occasion, 'SIGN_IN', person, { session: session.id });
    return session;
  });
}

/** Counts the try first, and only then looks: simultaneous guesses cannot be more than the tries there are. */
async function useCode({ challenges, codeKey }: VerifySignInNeeds, id: string, code: string, now: Date): Promise<void> {
  const live = await challenges.countTry(id, now);
  const given = hashCode(codeKey, id, code.trim());
  if (live === null || !isSameHash(given, live)) throw new DomainError('CODE_REFUSED');
  if (!(await challenges.use(id, given, now))) throw new DomainError('CODE_REFUSED');
}
