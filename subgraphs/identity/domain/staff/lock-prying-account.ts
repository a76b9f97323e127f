import type { Account, AccountChanges } from '../account.js';
import { mailTo, mailToAdministration } from '../messages/write-to.js';
import { writingOrganisation } from '../sign-in/send-code.js';
import { findStanding, organisationsOf, policiesOf, rolesOf, type Standing, type StandingNeeds } from '../standing.js';
import type { Recorder } from '../../../ledger.js';
import type { OwnStep, Tables } from '../tables.js';

/** Who tried to reach other people's data too often; counted over all programs and their copies. */
export interface PryingAccounts {
  has(account: string): Promise<boolean>;
  /** It was dealt with. */
  forget(account: string): Promise<void>;
}

export interface LockPryingNeeds extends StandingNeeds, OwnStep {
  prying: PryingAccounts;
  changes: AccountChanges;
}

/**
 * Locks an account that tried to reach other people's data too often (R29): its sessions end, its holder and each client
 * administration concerned are told, and it stays locked until one of them opens it. Of any number of calls one does.
 * @returns whether nobody may go on with this account.
 */
export async function lockIfPrying(needs: LockPryingNeeds, id: string, now: Date): Promise<boolean> {
  if (!(await needs.prying.has(id))) return false;
  const standing = await findStanding(needs, id, now);
  await needs.inOwnStep(now, async (tables, ledger) => {
    const lock = { since: now, reason: 'PRYING', organisation: null };
    if (!(await tables.locks.lock(id, lock))) return;
    await tables.sessions.endAll(id, 'LOCKED', now);
    await tables.devices.forgetAll(id);
    const account = await tables.accounts.find(id);
    if (account === null) return;
    await tell(needs, tables, { account, standing }, now);
    record(ledger, { account, standing });
  });
  await needs.prying.forget(id);
  await needs.changes.announce(id);
  return true;
}

async function tell(
  { organisations }: LockPryingNeeds,
  { messages }: Tables,
  { account, standing }: { account: Account; standing: Standing },
  now: Date,
): Promise<void> {
  const writing = writingOrganisation(standing, organisations);
  if (writing !== null) await messages.put(mailTo(account, writing, { template: 'ACCOUNT_LOCKED' }), now);
  for (const policy of policiesOf(standing, organisations)) {
    const alert = { template: 'ACCOUNT_LOCKED_ALERT', account: account.id } as const;
    await messages.put(mailToAdministration(policy, alert), now);
  }
}

function record(ledger: Recorder, { account, standing }: { account: Account; standing: Standing }): void {
  const roles = rolesOf(standing);
  for (const organisation of organisationsOf(standing)) {
    const happening = {
      kind: 'ACCOUNT_LOCKED',
      action: 'U',
      organisation,
      account: account.id,
      accountName: account.name.text,
      role: roles.get(organisation) ?? null,
      categories: ['PRYING', account.id],
    } as const;
    ledger.add({ ...happening, categories: [...happening.categories] });
  }
}
