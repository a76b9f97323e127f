import type { AuditAction } from '../../../../schema/audit-event.js';
import type { ErrorCode } from '../../../../schema/error-codes.js';
import { DomainError } from '../../../domain-error.js';
import type { Done, Recording } from '../occasion.js';
import { outcomeOf, type Person } from '../sign-in/sign-in-record.js';

export type Detail = 'EMAIL' | 'MOBILE_NUMBER' | 'NAME' | 'NEWS_MAIL';

/** E: it was asked for; U: it was changed. */
interface OwnChange {
  detail: Detail;
  action: Extract<AuditAction, 'E' | 'U'>;
}

/** Runs a change of the account's own details; done or refused, it goes on the log of each of its organisations. */
export async function recordingDetails<T>(
  occasion: Recording,
  person: Person,
  change: OwnChange,
  work: (done: Done) => Promise<T>,
): Promise<T> {
  try {
    return await work((step) => record(step, person, change, null));
  } catch (error) {
    record(occasion, person, change, error instanceof DomainError ? error.code : 'INTERNAL');
    throw error;
  }
}

function record(
  { ledger }: Recording,
  { account, name, organisations, roles }: Person,
  { detail, action }: OwnChange,
  reason: ErrorCode | null,
): void {
  for (const organisation of organisations.length > 0 ? organisations : [null]) {
    ledger.add({
      kind: 'ACCOUNT_CHANGED',
      action,
      outcome: outcomeOf(reason),
      reason,
      organisation,
      role: roles?.get(organisation ?? '') ?? null,
      account,
      accountName: name,
      categories: [detail],
    });
  }
}
