import { DomainError } from '../../../domain-error.js';
import { isSameHash } from '../keyed-hash.js';
import type { Occasion } from '../occasion.js';
import type { IssuedSession } from '../session/start-session.js';
import { completeSignIn, type CompleteSignInNeeds } from './complete-sign-in.js';
import { hashCode } from './sign-in-code.js';

export interface VerifySignInNeeds extends CompleteSignInNeeds {
  codeKey: Buffer;
}

/**
 * The second step of a sign-in by the code that was sent for it.
 * @throws DomainError CODE_REFUSED, alike for a wrong, used, replaced or expired code and for one of another sign-in.
 */
export function verifySignIn(
  needs: VerifySignInNeeds,
  { challengeId, code }: { challengeId: string; code: string },
  occasion: Occasion,
): Promise<IssuedSession> {
  const prove = ({ id }: { id: string }): Promise<void> => useCode(needs, id, code, occasion.now);
  return completeSignIn(needs, challengeId, { authentication: 'PASSWORD_SMS', prove }, occasion);
}

/** Counts the try first, and only then looks: simultaneous guesses cannot be more than the tries there are. */
async function useCode({ challenges, codeKey }: VerifySignInNeeds, id: string, code: string, now: Date): Promise<void> {
  const live = await challenges.countTry(id, now);
  const given = hashCode(codeKey, id, code.trim());
  if (live === null || !isSameHash(given, live)) throw new DomainError('CODE_REFUSED');
  if (!(await challenges.use(id, given, now))) throw new DomainError('CODE_REFUSED');
}
