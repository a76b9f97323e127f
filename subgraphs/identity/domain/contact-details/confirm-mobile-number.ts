import { DomainError } from '../../../domain-error.js';
import { isUuid } from '../../../uuid.js';
import type { AccountChanges } from '../account.js';
import { isSameHash } from '../keyed-hash.js';
import type { SmsWatch } from '../messages/sms-watch.js';
import type { Occasion } from '../occasion.js';
import { findHolder } from '../second-factors/admit-change.js';
import { personOf } from '../sign-in/sign-in-record.js';
import type { ChangeNumberNeeds } from './change-mobile-number.js';
import { recordingDetails } from './contact-details-record.js';
import { mayChangeOwn } from './may-change-own.js';
import { hashNumberCode } from './number-challenge.js';
import { holdAccount, replaceMobileNumber } from './replace-details.js';

export interface ConfirmNumberNeeds extends Omit<ChangeNumberNeeds, 'smsWatch'> {
  smsWatch: Pick<SmsWatch, 'verified'>;
  changes: AccountChanges;
}

/**
 * The number that the code was sent to is the account's from now on (V9); the one before it is told.
 * @throws DomainError CODE_REFUSED, alike for a wrong, used, replaced or expired code and for one of another account;
 * CHANGE_BY_ADMINISTRATION (R14), ACCESS_REFUSED.
 */
export async function confirmMobileNumber(
  needs: ConfirmNumberNeeds,
  { challengeId, code }: { challengeId: string; code: string },
  occasion: Occasion,
): Promise<void> {
  const { account, standing } = await findHolder(needs, occasion);
  const { now } = occasion;
  const change = { detail: 'MOBILE_NUMBER', action: 'U' } as const;
  await recordingDetails(occasion, personOf(account, standing), change, async (done) => {
    const writing = mayChangeOwn(standing, needs.organisations);
    await checkCode(needs, { challengeId, code, account: account.id }, now);
    await needs.inOneStep(occasion, async (tables, step) => {
      const held = await holdAccount(tables, account.id);
      const mobileNumber = await tables.numberChallenges.use(challengeId, account.id, now);
      if (held === null || held.blocked || mobileNumber === null) throw new DomainError('CODE_REFUSED');
      await replaceMobileNumber(tables, held, mobileNumber, { writing, now, tellsNew: false });
      done(step);
    });
    await needs.smsWatch.verified(writing, now);
    await needs.changes.announce(account.id);
  });
}

/** Counts the try first, and only then looks: simultaneous guesses cannot be more than the tries there are. */
async function checkCode(
  { numberChallenges, codeKey }: ConfirmNumberNeeds,
  { challengeId, code, account }: { challengeId: string; code: string; account: string },
  now: Date,
): Promise<void> {
  const live = isUuid(challengeId) ? await numberChallenges.countTry(challengeId, account, now) : null;
  if (live === null || !isSameHash(hashNumberCode(codeKey, challengeId, code.trim()), live)) {
    throw new DomainError('CODE_REFUSED');
  }
}
