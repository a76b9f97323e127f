import type { Occasion } from '../occasion.js';
import type { SentChallenge } from '../sign-in/sign-in-challenge.js';
import { choosePassword, type ChoosePasswordNeeds } from './choose-password.js';

/**
 * The link of the mail: a new password, set when the SMS code that is sent now proves right; no recovery skips it (V27,
 * R13). What was opened before ends then (R23).
 * @throws DomainError LINK_REFUSED, PASSWORD_REFUSED, TOO_MANY_ATTEMPTS, SMS_UNAVAILABLE, UNAVAILABLE.
 */
export function recoverAccount(
  needs: ChoosePasswordNeeds,
  { token, password }: { token: string; password: string },
  occasion: Occasion,
): Promise<SentChallenge> {
  return choosePassword(needs, { kind: 'RECOVERY', token, password }, occasion);
}
