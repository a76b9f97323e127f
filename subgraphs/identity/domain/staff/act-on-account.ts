/** What the client administration does to an account of someone who has to do with their organisation. */
import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import { isUuid } from '../../../uuid.js';
import type { Account, AccountChanges, Accounts } from '../account.js';
import type { Occasion, Recording } from '../occasion.js';
import { refuse } from '../refusal.js';
import { findStanding, organisationsOf, type StandingNeeds } from '../standing.js';
import type { OneStep } from '../tables.js';
import { actAsStaff, type StaffAct } from './act-as-staff.js';
import { readPortalUser, type PortalUser, type PortalUserNeeds } from './portal-user.js';

export interface ActOnAccountNeeds extends StandingNeeds, PortalUserNeeds, OneStep {
  accounts: Accounts;
  changes: AccountChanges;
}

export interface AccountAct {
  organisation: string;
  account: string;
  reason: string;
}

export interface Concerned {
  account: Account;
  /** The organisations that the person has to do with now. */
  concerned: string[];
  by: StaffAct;
}

/** @throws DomainError ACCESS_REFUSED, alike for who is not there and who is another organisation's; BAD_INPUT. */
export async function findConcerned(
  needs: ActOnAccountNeeds,
  { organisation, account: id, reason }: AccountAct,
  happening: Happening,
  occasion: Occasion,
): Promise<Concerned> {
  const by = actAsStaff(needs, { organisation, roles: ['ADMINISTRATOR'], reason }, happening, occasion);
  const account = isUuid(id) ? await needs.accounts.find(id) : null;
  const concerned = account === null ? [] : organisationsOf(await findStanding(needs, account.id, occasion.now));
  if (account === null || !concerned.includes(by.policy.id)) {
    return refuse(occasion, { ...happening, ...by.place, categories: isUuid(id) ? [id] : [] }, 'ACCESS_REFUSED');
  }
  return { account, concerned, by };
}

/** Puts it on the log of each organisation concerned. */
export function recordAct({ account, concerned, by }: Concerned, happening: Happening, { ledger }: Recording): void {
  for (const organisation of concerned) {
    const categories = [...(happening.categories ?? []), account.id];
    ledger.add({ ...happening, ...by.place, organisation, categories });
  }
}

/** Tells every program; the user as they stand now. */
export async function finishAct(
  needs: ActOnAccountNeeds,
  { account, by }: Concerned,
  occasion: Occasion,
): Promise<PortalUser> {
  await needs.changes.announce(account.id);
  const user = await readPortalUser(needs, by.policy, account.id, occasion.now);
  if (user === null) throw new DomainError('ACCESS_REFUSED');
  return user;
}
