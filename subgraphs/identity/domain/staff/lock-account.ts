import type { Happening } from '../../../ledger.js';
import { mailTo } from '../messages/write-to.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import type { AccountLock } from './account-lock.js';
import type { StaffAct } from './act-as-staff.js';
import { findConcerned, finishAct, type AccountAct, type ActOnAccountNeeds } from './act-on-account.js';
import type { PortalUser } from './portal-user.js';

const HAPPENING = { kind: 'ACCOUNT_LOCKED', action: 'U' } as const;

/**
 * Locks an account at once, with the end of its sessions (R4, R29). Only of someone who has to do with the organisation;
 * a lock holds everywhere, so it goes on the log of each organisation that the person has to do with.
 * @throws DomainError ACCESS_REFUSED, alike for who is not there and for one's own account; BAD_INPUT.
 */
export async function lockAccount(needs: ActOnAccountNeeds, act: AccountAct, occasion: Occasion): Promise<PortalUser> {
  const { account, concerned, by } = await findConcerned(needs, act, HAPPENING, occasion);
  if (account.id === by.account) return refuse(occasion, { ...HAPPENING, ...by.place }, 'ACCESS_REFUSED');
  const since = occasion.now;
  await needs.withoutRecord(async ({ locks, sessions, devices, messages }) => {
    const lock = { since, reason: by.place.justification ?? '', organisation: by.policy.id };
    if (!(await locks.lock(account.id, lock))) return;
    await sessions.endAll(account.id, 'LOCKED', since);
    await devices.forgetAll(account.id);
    await messages.put(mailTo(account, by.policy, { template: 'ACCOUNT_LOCKED' }), since);
  });
  return finishAct(needs, { account, concerned, by }, HAPPENING, occasion);
}

/**
 * Opens a locked account again. A lock of another organisation is theirs to take away, for as long as the person has to
 * do with them. @throws DomainError ACCESS_REFUSED, BAD_INPUT.
 */
export async function unlockAccount(
  needs: ActOnAccountNeeds,
  act: AccountAct,
  occasion: Occasion,
): Promise<PortalUser> {
  const happening: Happening = { kind: 'ACCOUNT_CHANGED', action: 'U' };
  const { account, concerned, by } = await findConcerned(needs, act, happening, occasion);
  const isOpened = await needs.withoutRecord(async ({ accounts, locks }) => {
    await accounts.lock(account.id);
    const lock = await locks.find(account.id);
    if (lock !== null && isAnothers(lock, by, concerned)) return false;
    await locks.unlock(account.id);
    return true;
  });
  if (!isOpened) return refuse(occasion, { ...happening, ...by.place, categories: [account.id] }, 'ACCESS_REFUSED');
  return finishAct(needs, { account, concerned, by }, { ...happening, categories: ['UNLOCKED'] }, occasion);
}

function isAnothers({ organisation }: AccountLock, { policy }: StaffAct, concerned: string[]): boolean {
  return organisation !== null && organisation !== policy.id && concerned.includes(organisation);
}
