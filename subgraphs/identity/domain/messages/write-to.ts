import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import type { Account } from '../account.js';
import type { Message, Notice } from './message.js';

/** A mail to the holder of an account. */
export function mailTo(
  { id, email, language }: Pick<Account, 'id' | 'email' | 'language'>,
  organisation: Pick<OrganisationPolicy, 'id'>,
  notice: Notice,
  notAfter: Date | null = null,
): Message {
  return { channel: 'MAIL', organisation: organisation.id, account: id, to: email, language, notice, notAfter };
}

/** A mail to the client administration, in Dutch. */
export function mailToAdministration({ id, mail }: OrganisationPolicy, notice: Notice): Message {
  return {
    channel: 'MAIL',
    organisation: id,
    account: null,
    to: mail.administration,
    language: 'nl',
    notice,
    notAfter: null,
  };
}
