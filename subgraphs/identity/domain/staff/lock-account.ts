import type { Happening } from '../../../ledger.js';
import { mailTo } from '../messages/write-to.js';
import type { Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import type { AccountLock } from './account-lock.js';
import type { StaffAct } from './act-as-staff.js';
import { findConcerned, finishAct, recordAct, type AccountAct, type ActOnAccountNeeds } from './act-on-account.js';
import type { PortalUser } from './portal-user.js';

const HAPPENING = { kind: 'ACCOUNT_LOCKED', action: 'U' } as const;

/**
 * Locks an account at once, with the end of its sessions (R4, R29). Only of someone who has to do with the organisation;
 * a lock holds everywhere, so it goes on the log of each organisation that the person has to do with.
 * @throws DomainError ACCESS_REFUSED, alike for who is not there and for one's own account; BAD_INPUT.
 */
export async function lockAccount(needs: ActOnAccountNeeds, act: AccountAct, occasion: Occasion): Promise<PortalUser> {
  const found = await findConcerned(needs, act, HAPPENING, occasion);
  const { account, by } = found;
  if (account.id === by.account) return refuse(occasion, { ...HAPPENING, ...by.place }, 'ACCESS_REFUSED');
  const since = occasion.now;
  await needs.inOneStep(occasion, async ({ locks, sessions, devices, messages }, step) => {
    recordAct(found, HAPPENING, step);
    const lock = { since, reason: by.place.justification ?? '', organisation: by.policy.id };
    if (!(await locks.lock(account.id, lock))) return;
    await sessions.endAll(account.id, 'LOCKED', since);
    await devices.forgetAll(account.id);
    await messages.put(mailTo(account, by.policy, { template: 'ACCOUNT_LOCKED' }), since);
  });
  return finishAct(needs, found, occasion);
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
  const found = await findConcerned(needs, act, happening, occasion);
  const { account, concerned, by } = found;
  await needs.inOneStep(occasion, async ({ accounts, locks }, step) => {
    await accounts.lock(account.id);
    const lock = await locks.find(account.id);
    if (lock !== null && isAnothers(lock, by, concerned)) {
      refuse(step, { ...happening, ...by.place, categories: [account.id] }, 'ACCESS_REFUSED');
    }
    await locks.unlock(account.id);
    recordAct(found, { ...happening, categories: ['UNLOCKED'] }, step);
  });
  return finishAct(needs, found, occasion);
}

function isAnothers({ organisation }: AccountLock, { policy }: StaffAct, concerned: string[]): boolean {
  return organisation !== null && organisation !== policy.id && concerned.includes(organisation);
}
