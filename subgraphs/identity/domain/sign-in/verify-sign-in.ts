import { DomainError } from '../../../domain-error.js';
import type { SmsWatch } from '../messages/sms-watch.js';
import type { Occasion } from '../occasion.js';
import type { IssuedSession } from '../session/start-session.js';
import { completeSignIn, type CompleteSignInNeeds } from './complete-sign-in.js';
import { writingOrganisation } from './send-code.js';
import { hashCode } from './sign-in-code.js';
import type { Standing } from '../standing.js';

export interface VerifySignInNeeds extends CompleteSignInNeeds {
  smsWatch: Pick<SmsWatch, 'verified'>;
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
  const prove = async ({ id }: { id: string }, standing: Standing): Promise<void> => {
    await useCode(needs, id, code, occasion.now);
    const organisation = writingOrganisation(standing, needs.organisations);
    if (organisation !== null) await needs.smsWatch.verified(organisation, occasion.now);
  };
  return completeSignIn(needs, challengeId, { authentication: 'PASSWORD_SMS', prove }, occasion);
}

async function useCode({ challenges, codeKey }: VerifySignInNeeds, id: string, code: string, now: Date): Promise<void> {
  const given = hashCode(codeKey, id, code.trim());
  if (!(await challenges.tryCode(id, given, now))) throw new DomainError('CODE_REFUSED');
}
