import type { Happening } from '../../../ledger.js';
import type { Account } from '../account.js';
import type { Recording } from '../occasion.js';
import type { ActivatedRegistration } from './registration.js';

/** On the log of each organisation that waited for it. */
export function recordActivation(
  { ledger }: Recording,
  { id: account, name }: Account,
  activated: ActivatedRegistration[],
): void {
  for (const { id, organisation, client, relation } of activated) {
    const who = { organisation, account, accountName: name.text };
    const registered: Happening = { kind: 'REGISTRATION_CHANGED', action: 'U', ...who, client, relation };
    ledger.add({ ...registered, categories: [id, 'ACTIVE'] });
    ledger.add({ kind: 'ACCOUNT_CHANGED', action: 'U', ...who, categories: [account, 'ACTIVATED'] });
  }
}
