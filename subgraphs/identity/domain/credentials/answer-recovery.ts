import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import type { Recorder } from '../../../ledger.js';
import type { Account } from '../account.js';
import { mailTo } from '../messages/write-to.js';
import { writingOrganisation } from '../sign-in/send-code.js';
import { findStanding, organisationsOf, rolesOf, type Standing } from '../standing.js';
import type { OwnStep, Tables } from '../tables.js';
import { newLink } from './one-time-link.js';

export interface AnswerRecoveryNeeds extends OwnStep {
  organisations: Organisations;
}

/**
 * Answers the request for recovery that has waited longest: with a link by mail when the address is that of someone who
 * has a password and may sign in, else with nothing. False when none waits.
 */
export async function answerRecovery(needs: AnswerRecoveryNeeds, now: Date): Promise<boolean> {
  return needs.inOwnStep(now, async (tables, record) => {
    const request = await tables.recoveries.takeOldest();
    if (request === null) return false;
    const account = await tables.accounts.findByEmail(request.email);
    if (account !== null && account.activatedAt !== null && !account.blocked) {
      await answer(needs, { tables, record }, account, now);
    }
    return true;
  });
}

async function answer(
  needs: AnswerRecoveryNeeds,
  { tables, record }: { tables: Tables; record: Recorder },
  account: Account,
  now: Date,
): Promise<void> {
  const standing = await findStanding({ ...tables, organisations: needs.organisations }, account.id, now);
  const organisation = writingOrganisation(standing, needs.organisations);
  if (organisation === null) return;
  await sendRecovery(tables, account, organisation, now);
  recordLink(record, account, standing);
}

/** A link that works once, for 24 hours; the one before it is worth nothing from then on. */
export async function sendRecovery(
  { links, messages }: Pick<Tables, 'links' | 'messages'>,
  account: Account,
  organisation: OrganisationPolicy,
  now: Date,
): Promise<void> {
  const { token, link } = newLink('RECOVERY', account.id, now);
  await links.open(link, now);
  const notice = { template: 'RECOVERY', token, validUntil: link.expiresAt.toISOString() } as const;
  await messages.put(mailTo(account, organisation, notice, link.expiresAt), now);
}

function recordLink(record: Recorder, { id, name }: Account, standing: Standing): void {
  const roles = rolesOf(standing);
  for (const organisation of organisationsOf(standing)) {
    const whose = { organisation, account: id, accountName: name.text, role: roles.get(organisation) ?? null };
    record.add({ kind: 'RECOVERY_REQUESTED', action: 'E', ...whose, categories: ['LINK_SENT'] });
  }
}
