import type { Organisations } from '../../../../organisations/policy.js';
import { DomainError } from '../../../domain-error.js';
import type { AccountChanges } from '../account.js';
import { mailTo } from '../messages/write-to.js';
import { whoAsks, type Occasion, type Recording } from '../occasion.js';
import type { Holder } from '../second-factors/admit-change.js';
import type { SessionEnd } from '../session/session.js';
import type { PasswordHasher } from '../sign-in/password-hasher.js';
import { writingOrganisation } from '../sign-in/send-code.js';
import { policiesOf } from '../standing.js';
import type { OneStep, Tables } from '../tables.js';
import { endOldCredentials } from './end-old-credentials.js';
import { holdAccount } from './hold-account.js';
import { checkPassword, contextOf } from './password-rules.js';

export interface ReplacePasswordNeeds extends OneStep {
  organisations: Organisations;
  hasher: PasswordHasher;
  changes: AccountChanges;
}

/**
 * Puts another password in the place of the one that was just given. This session goes on; whatever else was opened
 * with the old one ends, and the holder is told.
 * @param also what is to be done in the same step, and put on record.
 * @throws DomainError PASSWORD_REFUSED; CREDENTIALS_REFUSED when another was set meanwhile.
 */
export async function replacePassword(
  needs: ReplacePasswordNeeds,
  { account, standing }: Holder,
  { password, reason }: { password: string; reason: SessionEnd },
  occasion: Occasion,
  also: (tables: Tables, step: Recording) => Promise<void> | void,
): Promise<void> {
  const { now } = occasion;
  await checkPassword(password, contextOf(account, policiesOf(standing, needs.organisations)));
  if (await needs.hasher.verify(password, account.passwordHash)) {
    throw new DomainError('PASSWORD_REFUSED', { why: 'UNCHANGED' });
  }
  const hash = await needs.hasher.hash(password);
  const organisation = writingOrganisation(standing, needs.organisations);
  await needs.inOneStep(occasion, async (tables, step) => {
    await holdAccount(tables.accounts, account);
    await tables.accounts.setPassword(account.id, hash, now);
    await endOldCredentials(tables, account.id, { reason, except: whoAsks(occasion).session }, now);
    if (organisation !== null)
      await tables.messages.put(mailTo(account, organisation, { template: 'PASSWORD_CHANGED' }), now);
    await also(tables, step);
  });
  await needs.changes.announce(account.id);
}
