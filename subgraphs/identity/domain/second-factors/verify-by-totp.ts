import { DomainError } from '../../../domain-error.js';
import type { Occasion } from '../occasion.js';
import type { IssuedSession } from '../session/start-session.js';
import { completeSignIn, type CompleteSignInNeeds } from '../sign-in/complete-sign-in.js';
import type { SignInChallenge } from '../sign-in/sign-in-challenge.js';
import { AUTHENTICATION_BY } from './accepting-organisations.js';
import type { SecondFactor, SecondFactors } from './second-factor.js';
import { stepOf } from './totp-code.js';

export interface VerifyByTotpNeeds extends CompleteSignInNeeds {
  factors: SecondFactors;
}

/**
 * The second step of a sign-in by a code of an authenticator app (R13): good once (RFC 6238 §5.2).
 * @throws DomainError CODE_REFUSED, alike for whatever is wrong.
 */
export function verifySignInByTotp(
  needs: VerifyByTotpNeeds,
  { challengeId, code }: { challengeId: string; code: string },
  occasion: Occasion,
): Promise<IssuedSession> {
  const prove = (challenge: SignInChallenge): Promise<void> => useCode(needs, challenge, code.trim(), occasion.now);
  return completeSignIn(needs, challengeId, { authentication: AUTHENTICATION_BY.TOTP, prove }, occasion);
}

/** Counts the try first, on the same count as the codes by SMS. A link in a mail is answered by SMS only (V27, R13). */
async function useCode(
  { challenges, factors }: VerifyByTotpNeeds,
  { id, account, byLink }: SignInChallenge,
  code: string,
  now: Date,
): Promise<void> {
  const live = await challenges.countTry(id, now);
  const [found] = byLink === null ? stepsOf(await factors.ofAccount(account), code, now) : [];
  if (live === null || found === undefined) throw new DomainError('CODE_REFUSED');
  if (!(await factors.useStep(found.factor, found.step, now))) throw new DomainError('CODE_REFUSED');
  if (!(await challenges.use(id, live, now))) throw new DomainError('CODE_REFUSED');
}

function stepsOf(factors: SecondFactor[], code: string, now: Date): { factor: string; step: number }[] {
  return factors.flatMap((factor) => {
    const step = factor.kind === 'TOTP' ? stepOf(factor.secret, code, now) : null;
    return step === null ? [] : [{ factor: factor.id, step }];
  });
}
