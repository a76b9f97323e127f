import type { Log } from '../../../program/log.js';
import type { Store } from '../../../program/store.js';
import { ACCOUNT_CHANGED } from '../../../schema/calls.js';
import type { AccountChanges } from '../domain/account.js';

/** Pushes by the store. The change itself stands; whoever misses the push learns of it within 5 s, so a lost one is only logged. */
export function announceBy(store: Store, log: Log): AccountChanges {
  return {
    async announce(account) {
      try {
        await store.publish(ACCOUNT_CHANGED, account);
      } catch (error) {
        log.warn({ err: error, account }, 'a change of an account could not be pushed');
      }
    },
  };
}
