import type { Log } from '../../../program/log.js';
import { forgetAttempts, hasPried } from '../../../program/prying.js';
import type { Store } from '../../../program/store.js';
import { ACCOUNT_PRIED } from '../../../schema/calls.js';
import { lockIfPrying, type LockPryingNeeds, type PryingAccounts } from '../domain/staff/lock-prying-account.js';

/** Who tried too often, as all programs count it in the store. */
export function pryingAccountsOf(store: Store): PryingAccounts {
  return { has: (account) => hasPried(store, account), forget: (account) => forgetAttempts(store, account) };
}

/** Locks such an account as soon as it is told of; a push that is lost is made up for when a session is next looked up. */
export async function lockWhenTold(
  store: Store,
  needs: LockPryingNeeds,
  { clock, log }: { clock: () => Date; log: Log },
): Promise<void> {
  await store.subscribe(ACCOUNT_PRIED, (account) => {
    lockIfPrying(needs, account, clock()).catch((error: unknown) => {
      log.error({ err: error, account }, 'an account that pries could not be locked');
    });
  });
}
