/** A change of address or number as it is made, whoever asked for it: always within a step, always with word of it. */
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import type { Account } from '../account.js';
import type { Message } from '../messages/message.js';
import { mailTo } from '../messages/write-to.js';
import { isDutchMobile } from '../mobile-number.js';
import type { Tables } from '../tables.js';

/** Nobody else changes the account until the step is over: as it stands now, or null when it is gone. */
export function holdAccount({ accounts }: Pick<Tables, 'accounts'>, id: string): Promise<Account | null> {
  return accounts.hold(id);
}

/** One person, one account (V6, V7): of two who want one address at once, one gets it. @throws DomainError EMAIL_TAKEN. */
export async function replaceEmail(
  tables: Tables,
  account: Account,
  email: string,
  { writing, now }: { writing: OrganisationPolicy; now: Date },
): Promise<void> {
  if (!(await tables.accounts.changeEmail(account.id, email))) throw new DomainError('EMAIL_TAKEN');
  await closeWhatIsOpen(tables, account.id, now);
  for (const address of [account.email, email]) {
    await tables.messages.put(mailTo({ ...account, email: address }, writing, { template: 'EMAIL_CHANGED' }), now);
  }
}

/** The old number is told by text message, the holder by mail as well. @param tellsNew so is the new one. */
export async function replaceMobileNumber(
  tables: Tables,
  account: Account,
  mobileNumber: string,
  { writing, now, tellsNew }: { writing: OrganisationPolicy; now: Date; tellsNew: boolean },
): Promise<void> {
  await tables.accounts.changeMobileNumber(account.id, mobileNumber);
  await closeWhatIsOpen(tables, account.id, now);
  await tables.messages.put(mailTo(account, writing, { template: 'MOBILE_NUMBER_CHANGED' }), now);
  for (const number of tellsNew ? [account.mobileNumber, mobileNumber] : [account.mobileNumber]) {
    if (isDutchMobile(number)) await tables.messages.put(wordOfNumber(account, number, writing), now);
  }
}

/** What was sent to the old address or number opens nothing any more: links, and codes on their way. */
async function closeWhatIsOpen(
  { links, challenges, numberChallenges }: Tables,
  account: string,
  now: Date,
): Promise<void> {
  await links.closeAll(account, now);
  await challenges.closeAll(account, now);
  await numberChallenges.closeAll(account, now);
}

function wordOfNumber({ id, language }: Account, to: string, { id: organisation }: OrganisationPolicy): Message {
  const notice = { template: 'NUMBER_REPLACED' } as const;
  return { channel: 'SMS', organisation, account: id, to, language, notice, notAfter: null };
}
