import { DomainError } from '../../../domain-error.js';
import { newLink } from '../credentials/one-time-link.js';
import { mailTo } from '../messages/write-to.js';
import type { Occasion } from '../occasion.js';
import { emailOf } from '../registration/person-details.js';
import { admitChange, findHolder, type AdmitChangeNeeds } from '../second-factors/admit-change.js';
import { personOf } from '../sign-in/sign-in-record.js';
import type { OneStep } from '../tables.js';
import { recordingDetails } from './contact-details-record.js';
import { mayChangeOwn } from './may-change-own.js';
import { holdAccount } from './replace-details.js';

export type ChangeOwnNeeds = AdmitChangeNeeds & OneStep;

/**
 * Asks for another e-mail address: it is the account's when the link in the mail to it is used (V9), and the address
 * that there is hears of it now. Whether the new one is somebody's already is not told here.
 * @throws DomainError CHANGE_BY_ADMINISTRATION (R14), CREDENTIALS_REFUSED, SIGN_IN_TOO_WEAK, TOO_MANY_ATTEMPTS,
 * BAD_INPUT, ACCESS_REFUSED, UNAVAILABLE.
 */
export async function changeEmail(
  needs: ChangeOwnNeeds,
  { password, email: typed }: { password: string; email: string },
  occasion: Occasion,
): Promise<void> {
  const holder = await findHolder(needs, occasion);
  const { account, standing } = holder;
  const change = { detail: 'EMAIL', action: 'E' } as const;
  await recordingDetails(occasion, personOf(account, standing), change, async (done) => {
    const writing = mayChangeOwn(standing, needs.organisations);
    const email = emailOf(typed);
    if (email === null || email === account.email) throw new DomainError('BAD_INPUT', { fields: ['email'] });
    await admitChange(needs, holder, password, occasion);
    // what is mailed to an address that may be a stranger's is counted
    await needs.limits.take('emailChangesPerAccount', account.id);
    const { token, link } = newLink('EMAIL', account.id, occasion.now, email);
    const notice = { template: 'EMAIL_CONFIRMATION', token, validUntil: link.expiresAt.toISOString() } as const;
    await needs.inOneStep(occasion, async (tables, step) => {
      const held = await holdAccount(tables, account.id);
      if (held?.passwordHash !== account.passwordHash) throw new DomainError('CREDENTIALS_REFUSED');
      await tables.links.open(link, occasion.now);
      await tables.messages.put(mailTo({ ...held, email }, writing, notice, link.expiresAt), occasion.now);
      await tables.messages.put(mailTo(held, writing, { template: 'EMAIL_CHANGE_ASKED' }), occasion.now);
      done(step);
    });
  });
}
