import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Account } from '../account.js';
import { newLink } from '../credentials/one-time-link.js';
import { mailTo } from '../messages/write-to.js';
import type { Tables } from '../tables.js';
import type { PersonDetails } from './person-details.js';

/**
 * The account of a person who is given access: the one there is with this e-mail address (V6, V7: one person, one
 * account), else a new one. Whoever has not chosen a password yet is sent a link to do so (V29), never a password;
 * whoever has is told that there is something new. An account that is there is left as it is.
 */
export async function openAccount(
  { accounts, links, messages }: Pick<Tables, 'accounts' | 'links' | 'messages'>,
  person: PersonDetails,
  organisation: OrganisationPolicy,
  now: Date,
): Promise<{ account: Account; isNew: boolean }> {
  const { account, isNew } = await accounts.findOrAdd(person, now);
  if (account.activatedAt !== null) {
    await messages.put(mailTo(account, organisation, { template: 'NEW_ACCESS' }), now);
    return { account, isNew };
  }
  await sendActivation({ links, messages }, account, organisation, now);
  return { account, isNew };
}

/** V29: a link that works once, for 72 hours; the one before it is worth nothing from then on. */
export async function sendActivation(
  { links, messages }: Pick<Tables, 'links' | 'messages'>,
  account: Account,
  organisation: OrganisationPolicy,
  now: Date,
): Promise<void> {
  const { token, link } = newLink('ACTIVATION', account.id, now);
  await links.open(link, now);
  const validUntil = link.expiresAt.toISOString();
  const notice = { template: 'ACTIVATION', token, validUntil } as const;
  await messages.put(mailTo(account, organisation, notice, link.expiresAt), now);
}
