import { DomainError } from '../../../domain-error.js';
import type { AccountChanges, Accounts } from '../account.js';
import { hashLinkToken, type OneTimeLinks } from '../credentials/one-time-link.js';
import type { Occasion } from '../occasion.js';
import { NOBODY, personOf } from '../sign-in/sign-in-record.js';
import { findStanding, hasAccess, type StandingNeeds } from '../standing.js';
import type { OneStep } from '../tables.js';
import { recordingDetails } from './contact-details-record.js';
import { mayChangeOwn } from './may-change-own.js';
import { holdAccount, replaceEmail } from './replace-details.js';

export interface ConfirmEmailNeeds extends StandingNeeds, OneStep {
  accounts: Accounts;
  links: OneTimeLinks;
  changes: AccountChanges;
}

const CHANGE = { detail: 'EMAIL', action: 'U' } as const;

/**
 * The address that the link was mailed to is the account's from now on (V9). Whoever has the link reads the mail of that
 * address, so that it is somebody's already is told to its owner and to nobody else.
 * @throws DomainError LINK_REFUSED, alike for a used, replaced, expired and unknown link; CHANGE_BY_ADMINISTRATION (R14),
 * EMAIL_TAKEN (V6, V7).
 */
export async function confirmEmail(needs: ConfirmEmailNeeds, token: string, occasion: Occasion): Promise<void> {
  const { now } = occasion;
  const hash = hashLinkToken(token);
  const link = await needs.links.findLive(hash, now);
  const email = link?.kind === 'EMAIL' ? link.value : null;
  const account = link === null || email === null ? null : await needs.accounts.find(link.account);
  if (email === null || account === null) {
    return recordingDetails(occasion, NOBODY, CHANGE, () => Promise.reject(new DomainError('LINK_REFUSED')));
  }
  const standing = await findStanding(needs, account.id, now);
  await recordingDetails(occasion, personOf(account, standing), CHANGE, async (done) => {
    if (!hasAccess(standing)) throw new DomainError('LINK_REFUSED');
    const writing = mayChangeOwn(standing, needs.organisations);
    await needs.inOneStep(occasion, async (tables, step) => {
      const held = await holdAccount(tables, account.id);
      if (held === null || held.blocked || !(await tables.links.use(hash, now))) throw new DomainError('LINK_REFUSED');
      await replaceEmail(tables, held, email, { writing, now });
      done(step);
    });
    await needs.changes.announce(account.id);
  });
}
