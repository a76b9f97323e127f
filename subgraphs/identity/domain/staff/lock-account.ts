import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import { isUuid } from '../../../uuid.js';
import type { Account, AccountChanges, Accounts } from '../account.js';
import { mailTo } from '../messages/write-to.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { findStanding, organisationsOf, type StandingNeeds } from '../standing.js';
import type { OneStep } from '../tables.js';
import type { AccountLock } from './account-lock.js';
import { actAsStaff, type StaffAct } from './act-as-staff.js';
import { readPortalUser, type PortalUser, type PortalUserNeeds } from './portal-user.js';

export interface LockAccountNeeds extends StandingNeeds, PortalUserNeeds, OneStep {
  accounts: Accounts;
  changes: AccountChanges;
}

export interface AccountAct {
  organisation: string;
  account: string;
  reason: string;
}

const HAPPENING = { kind: 'ACCOUNT_LOCKED', action: 'U' } as const;

/**
 * Locks an account at once, with the end of its sessions (R4, R29). Only of someone who has to do with the organisation;
 * a lock holds everywhere, so it goes on the log of each organisation that the person has to do with.
 * @throws DomainError ACCESS_REFUSED, alike for who is not there and for one's own account; BAD_INPUT.
 */
export async function lockAccount(needs: LockAccountNeeds, act: AccountAct, occasion: Occasion): Promise<PortalUser> {
  const { account, concerned, by } = await findConcerned(needs, act, HAPPENING, occasion);
  if (account.id === by.account) return refuse(occasion, { ...HAPPENING, ...by.place }, 'ACCESS_REFUSED');
  const since = occasion.now;
  await needs.inOneStep(async ({ locks, sessions, devices, messages }) => {
    const lock = { since, reason: by.place.justification ?? '', organisation: by.policy.id };
    if (!(await locks.lock(account.id, lock))) return;
    await sessions.endAll(account.id, 'LOCKED', since);
    await devices.forgetAll(account.id);
    await messages.put(mailTo(account, by.policy, { template: 'ACCOUNT_LOCKED' }), since);
  });
  return finish(needs, { account, concerned, by }, HAPPENING, occasion);
}

/**
 * Opens a locked account again. A lock of another organisation is theirs to take away, for as long as the person has to
 * do with them. @throws DomainError ACCESS_REFUSED, BAD_INPUT.
 */
export async function unlockAccount(needs: LockAccountNeeds, act: AccountAct, occasion: Occasion): Promise<PortalUser> {
  const happening: Happening = { kind: 'ACCOUNT_CHANGED', action: 'U' };
  const { account, concerned, by } = await findConcerned(needs, act, happening, occasion);
  const isOpened = await needs.inOneStep(async ({ accounts, locks }) => {
    await accounts.lock(account.id);
    const lock = await locks.find(account.id);
    if (lock !== null && isAnothers(lock, by, concerned)) return false;
    await locks.unlock(account.id);
    return true;
  });
  if (!isOpened) return refuse(occasion, { ...happening, ...by.place, categories: [account.id] }, 'ACCESS_REFUSED');
  return finish(needs, { account, concerned, by }, { ...happening, categories: ['UNLOCKED'] }, occasion);
}

function isAnothers({ organisation }: AccountLock, { policy }: StaffAct, concerned: string[]): boolean {
  return organisation !== null && organisation !== policy.id && concerned.includes(organisation);
}

interface Concerned {
  account: Account;
  /** The organisations that the person has to do with now. */
  concerned: string[];
  by: StaffAct;
}

async function findConcerned(
  needs: LockAccountNeeds,
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

async function finish(
  needs: LockAccountNeeds,
  { account, concerned, by }: Concerned,
  happening: Happening,
  occasion: Occasion,
): Promise<PortalUser> {
  for (const organisation of concerned) {
    const categories = [...(happening.categories ?? []), account.id];
    occasion.ledger.add({ ...happening, ...by.place, organisation, categories });
  }
  await needs.changes.announce(account.id);
  const user = await readPortalUser(needs, by.policy, account.id, occasion.now);
  if (user === null) throw new DomainError('ACCESS_REFUSED');
  return user;
}
