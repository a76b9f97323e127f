import type { OrganisationPolicy, Organisations } from '../../../../organisations/policy.js';
import { LOWEST_UUID } from '../../../uuid.js';
import type { AccountChanges } from '../account.js';
import { lastDayOver } from '../clients/client.js';
import { mailTo } from '../messages/write-to.js';
import { endAfterCare } from '../relations/relation-end.js';
import type { Relation } from '../relations/relation.js';
import { current, judgeAll } from '../standing.js';
import type { OwnStep, Tables } from '../tables.js';
import type { Deletions } from './deletions.js';

export interface DeleteAccountsNeeds extends OwnStep {
  deletions: Deletions;
  organisations: Organisations;
  changes: AccountChanges;
}

const AT_ONCE = 100;

/** Deletes accounts some weeks after the end of care, where the organisation does so (R18). */
export async function deleteAccounts(needs: DeleteAccountsNeeds, now: Date): Promise<void> {
  for (const policy of needs.organisations.values()) {
    if (!policy.endOfAccess.deletesAccounts) continue;
    const care = { organisation: policy.id, on: policy.endOfAccess.on, lastDay: lastDayOver(policy, now) };
    let accounts: string[];
    let after = LOWEST_UUID;
    do {
      accounts = await needs.deletions.candidates(care, after, AT_ONCE);
      for (const account of accounts) await deleteWhenOver(needs, policy, account, now);
      after = accounts.at(-1) ?? after;
    } while (accounts.length === AT_ONCE);
  }
}

/** Judged again in the step itself, in which nobody can change the account or the client. */
async function deleteWhenOver(
  needs: DeleteAccountsNeeds,
  policy: OrganisationPolicy,
  account: string,
  now: Date,
): Promise<void> {
  const isDone = await needs.inOwnStep(now, async (tables, record) => {
    await lockClients(tables, policy, account);
    if (!(await tables.accounts.lock(account))) return false;
    const relations = await tables.relations.ofAccount(account);
    const here = relations.filter(({ client }) => client.organisation === policy.id);
    if (here.length === 0 || !here.every((relation) => isCareOver(relation, policy, now))) return false;
    const stays = await hasOtherBusiness(needs, tables, { account, relations, policy }, now);
    if (stays) await tables.deletions.deleteWithin(account, policy.id);
    else await deletePerson(tables, policy, account, now);
    record.add(recordOf(account, policy, stays));
    return true;
  });
  if (isDone) await needs.changes.announce(account);
}

/** Clients before accounts, in one order, as everybody does who locks both. */
async function lockClients({ relations }: Tables, policy: OrganisationPolicy, account: string): Promise<void> {
  const clients = (await relations.ofAccount(account)).map(({ client }) => client);
  const here = clients.filter(({ organisation }) => organisation === policy.id).map(({ id }) => id);
  for (const id of [...new Set(here)].sort()) await relations.lockClient(id);
}

function isCareOver({ client }: Relation, policy: OrganisationPolicy, now: Date): boolean {
  const end = endAfterCare(client, policy);
  return end !== null && end <= now;
}

/** Whether the person has access elsewhere or had it where accounts are kept (V36: with why it ended), or works anywhere. */
async function hasOtherBusiness(
  { organisations }: DeleteAccountsNeeds,
  { deletions }: Tables,
  { account, relations, policy }: { account: string; relations: Relation[]; policy: OrganisationPolicy },
  now: Date,
): Promise<boolean> {
  const elsewhere = relations.filter(({ client }) => client.organisation !== policy.id);
  const judged = judgeAll(elsewhere, organisations, now);
  const isKept = judged.some((relation) => !relation.policy.endOfAccess.deletesAccounts);
  return isKept || current({ relations: judged }).length > 0 || (await deletions.isStaff(account, now));
}

async function deletePerson(tables: Tables, policy: OrganisationPolicy, id: string, now: Date): Promise<void> {
  const account = await tables.accounts.find(id);
  await tables.deletions.deleteAccount(id);
  await tables.forgettings.add(id, now);
  if (account === null) return;
  // the last letter is about nobody: what is left of the person is its address, sealed, until it is sent
  await tables.messages.put({ ...mailTo(account, policy, { template: 'ACCOUNT_DELETED' }), account: null }, now);
}

function recordOf(account: string, { id }: OrganisationPolicy, stays: boolean) {
  const categories = [stays ? 'RELATIONS' : 'ACCOUNT', account];
  return { kind: 'ACCOUNT_DELETED', action: 'D', organisation: id, categories } as const;
}
