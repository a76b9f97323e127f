import type { AuditAction, AuditEventKind } from '../../../../schema/audit-event.js';
import type { ErrorCode } from '../../../../schema/error-codes.js';
import { DomainError } from '../../../domain-error.js';
import type { Done, Recording } from '../occasion.js';
import { outcomeOf, personOf } from '../sign-in/sign-in-record.js';
import type { Holder } from '../second-factors/admit-change.js';

/** What is changed: the kind of record, and what of the account. */
export interface Changed {
  kind: Extract<
    AuditEventKind,
    'CREDENTIAL_CHANGED' | 'ACCOUNT_CHANGED' | 'RECOVERY_REQUESTED' | 'COMPROMISE_REPORTED'
  >;
  what: 'PASSWORD' | 'EMAIL' | 'MOBILE_NUMBER';
  action?: AuditAction;
}

/** Runs what a person does with the own account; done or refused, it goes on the log of each of their organisations. */
export async function recordingOwn<T>(
  occasion: Recording,
  holder: Holder,
  changed: Changed,
  work: (done: Done) => Promise<T>,
): Promise<T> {
  try {
    return await work((step) => recordOwn(step, holder, changed, null));
  } catch (error) {
    recordOwn(occasion, holder, changed, error instanceof DomainError ? error.code : 'INTERNAL');
    throw error;
  }
}

function recordOwn({ ledger }: Recording, holder: Holder, changed: Changed, reason: ErrorCode | null): void {
  const { account, name, organisations, roles } = personOf(holder.account, holder.standing);
  for (const organisation of organisations.length > 0 ? organisations : [null]) {
    ledger.add({
      kind: changed.kind,
      action: changed.action ?? 'U',
      outcome: outcomeOf(reason),
      reason,
      organisation,
      role: roles?.get(organisation ?? '') ?? null,
      account,
      accountName: name,
      categories: [changed.what],
    });
  }
}
