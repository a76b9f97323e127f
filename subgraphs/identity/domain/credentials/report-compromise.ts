import { DomainError } from '../../../domain-error.js';
import { mailToAdministration } from '../messages/write-to.js';
import type { Done, Occasion } from '../occasion.js';
import { findHolder, type AdmitChangeNeeds, type Holder } from '../second-factors/admit-change.js';
import { writingOrganisation } from '../sign-in/send-code.js';
import { policiesOf } from '../standing.js';
import type { Tables } from '../tables.js';
import { sendRecovery } from './answer-recovery.js';
import { recordingOwn } from './credential-record.js';
import { endOldCredentials } from './end-old-credentials.js';
import { checkOwnPassword } from './own-password.js';
import { replacePassword, type ReplacePasswordNeeds } from './replace-password.js';

export type ReportCompromiseNeeds = AdmitChangeNeeds & ReplacePasswordNeeds;

export interface CompromiseReport {
  /** Given together, they change the password in the same act. */
  currentPassword: string | null;
  newPassword: string | null;
}

const REPORTED = { kind: 'COMPROMISE_REPORTED', what: 'PASSWORD' } as const;

/**
 * The holder thinks that somebody else knows their sign-in data (R23): all sessions end at once and each of their
 * organisations is told. Without a new password only a recovery by mail opens the account again; with one this session
 * goes on.
 * @throws DomainError BAD_INPUT, CREDENTIALS_REFUSED, PASSWORD_REFUSED, TOO_MANY_ATTEMPTS, UNAVAILABLE.
 */
export async function reportCompromise(
  needs: ReportCompromiseNeeds,
  { currentPassword, newPassword }: CompromiseReport,
  occasion: Occasion,
): Promise<void> {
  if ((currentPassword === null) !== (newPassword === null)) {
    throw new DomainError('BAD_INPUT', { fields: ['currentPassword', 'newPassword'] });
  }
  const holder = await findHolder(needs, occasion);
  await recordingOwn(occasion, holder, REPORTED, async (done) => {
    if (currentPassword === null || newPassword === null) return closeAccount(needs, holder, done, occasion);
    await checkOwnPassword(needs, holder.account, currentPassword, occasion.caller.address);
    const change = { password: newPassword, reason: 'COMPROMISED' } as const;
    await replacePassword(needs, holder, change, occasion, async (tables, step) => {
      await alertOrganisations(needs, tables, holder, occasion.now);
      done(step);
    });
  });
}

async function closeAccount(
  needs: ReportCompromiseNeeds,
  holder: Holder,
  done: Done,
  occasion: Occasion,
): Promise<void> {
  const { now } = occasion;
  const { account, standing } = holder;
  const organisation = writingOrganisation(standing, needs.organisations);
  await needs.inOneStep(occasion, async (tables, step) => {
    await tables.accounts.lock(account.id);
    await tables.accounts.requireRecovery(account.id, now);
    await endOldCredentials(tables, account.id, { reason: 'COMPROMISED' }, now);
    if (organisation !== null) await sendRecovery(tables, account, organisation, now);
    await alertOrganisations(needs, tables, holder, now);
    done(step);
  });
  await needs.changes.announce(account.id);
}

async function alertOrganisations(
  { organisations }: ReportCompromiseNeeds,
  { messages }: Tables,
  { account, standing }: Holder,
  now: Date,
): Promise<void> {
  const notice = { template: 'COMPROMISE_REPORTED', account: account.id } as const;
  for (const policy of policiesOf(standing, organisations)) {
    await messages.put(mailToAdministration(policy, notice), now);
  }
}
