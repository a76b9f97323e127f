import { randomUUID } from 'node:crypto';
import { DomainError } from '../../../domain-error.js';
import { mobileHint } from '../account.js';
import { parseMobileNumber } from '../mobile-number.js';
import type { Occasion } from '../occasion.js';
import { admitChange, findHolder } from '../second-factors/admit-change.js';
import { admitMessage, codeMessage, sendCode, type CodeNeeds } from '../sign-in/send-code.js';
import { newCode } from '../sign-in/sign-in-code.js';
import { personOf } from '../sign-in/sign-in-record.js';
import type { ChangeOwnNeeds } from './change-email.js';
import { recordingDetails } from './contact-details-record.js';
import { mayChangeOwn } from './may-change-own.js';
import {
  hashNumberCode,
  NUMBER_CODE_LIFETIME_MS,
  type NumberChallenges,
  type SentNumberCode,
} from './number-challenge.js';
import { holdAccount } from './replace-details.js';

export interface ChangeNumberNeeds extends ChangeOwnNeeds, CodeNeeds {
  numberChallenges: NumberChallenges;
  codeKey: Buffer;
}

/**
 * Asks for another mobile number: it is the account's when the code that is sent to it comes back (V9). Counted like the
 * codes of signing in.
 * @throws DomainError CHANGE_BY_ADMINISTRATION (R14), CREDENTIALS_REFUSED, SIGN_IN_TOO_WEAK, TOO_MANY_ATTEMPTS,
 * SMS_UNAVAILABLE, BAD_INPUT, ACCESS_REFUSED, UNAVAILABLE.
 */
export async function changeMobileNumber(
  needs: ChangeNumberNeeds,
  { password, mobileNumber: typed }: { password: string; mobileNumber: string },
  occasion: Occasion,
): Promise<SentNumberCode> {
  const holder = await findHolder(needs, occasion);
  const { account, standing } = holder;
  const { now } = occasion;
  const change = { detail: 'MOBILE_NUMBER', action: 'E' } as const;
  return recordingDetails(occasion, personOf(account, standing), change, async (done) => {
    const writing = mayChangeOwn(standing, needs.organisations);
    const mobileNumber = parseMobileNumber(typed);
    if (mobileNumber === null || mobileNumber === account.mobileNumber) {
      throw new DomainError('BAD_INPUT', { fields: ['mobileNumber'] });
    }
    await admitChange(needs, holder, password, occasion);
    await needs.limits.take('numberChangesPerAccount', account.id);
    await admitMessage(needs.limits, { mobileNumber }, writing, occasion.caller.address);
    const [id, code] = [randomUUID(), newCode()];
    const expiresAt = new Date(now.getTime() + NUMBER_CODE_LIFETIME_MS);
    const codeHash = hashNumberCode(needs.codeKey, id, code);
    const message = codeMessage({ ...account, mobileNumber }, writing, { template: 'NUMBER_CODE', code }, now);
    await sendCode(needs, writing, message, {
      now,
      keep: async (tables) => {
        // one at a time for an account: two at once would not see each other, and two codes would live
        const held = await holdAccount(tables, account.id);
        if (held?.passwordHash !== account.passwordHash) throw new DomainError('CREDENTIALS_REFUSED');
        await tables.numberChallenges.open({ id, account: account.id, mobileNumber, codeHash, expiresAt }, now);
      },
    });
    // nothing of the account is changed yet: what is on its way is a code
    done(occasion);
    return { id, expiresAt, mobileHint: mobileHint({ mobileNumber }) };
  });
}
