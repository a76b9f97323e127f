import { choosePassword, type ChoosePasswordNeeds } from '../credentials/choose-password.js';
import type { Occasion } from '../occasion.js';
import type { SentChallenge } from '../sign-in/sign-in-challenge.js';

/**
 * The link of the mail: the person chooses a password, and gives the code that is sent now. Mail and telephone are then
 * known to be theirs (V9), and the account is in use (V26).
 * @throws DomainError LINK_REFUSED, PASSWORD_REFUSED, TOO_MANY_ATTEMPTS, SMS_UNAVAILABLE, UNAVAILABLE.
 */
export function activateAccount(
  needs: ChoosePasswordNeeds,
  { token, password }: { token: string; password: string },
  occasion: Occasion,
): Promise<SentChallenge> {
  return choosePassword(needs, { kind: 'ACTIVATION', token, password }, occasion);
}
