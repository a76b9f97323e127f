import type { AuditEventKind, AuditOutcome } from '../../../../schema/audit-event.js';
import type { Role, StaffRole } from '../../../../schema/caller.js';
import type { ErrorCode } from '../../../../schema/error-codes.js';
import { DomainError } from '../../../domain-error.js';
import type { Account } from '../account.js';
import { ProviderRefused } from '../provider-sign-in/provider-refused.js';
import type { Recording } from '../occasion.js';
import { organisationsOf, rolesOf, type Standing } from '../standing.js';

/** Whose sign-in or session it is about, as far as is known. */
export interface Person {
  account: string | null;
  name: string | null;
  organisations: string[];
  /** By organisation, where the account has one role there and no other. */
  roles?: ReadonlyMap<string, Role | StaffRole>;
}

export function personOf({ id, name }: Pick<Account, 'id' | 'name'>, standing: Standing): Person {
  return { account: id, name: name.text, organisations: organisationsOf(standing), roles: rolesOf(standing) };
}

export const NOBODY: Person = { account: null, name: null, organisations: [] };

/** Not refused: something behind us failed. */
const FAULTS: readonly ErrorCode[] = ['SMS_UNAVAILABLE', 'PROVIDER_UNAVAILABLE', 'UNAVAILABLE', 'AUDIT_UNAVAILABLE'];

type SessionEvent = Extract<AuditEventKind, 'SIGN_IN' | 'SIGN_OUT' | 'SESSION_ENDED'>;

/** One record for each organisation that the account has to do with (V32, R30); one without when none is known. */
export function recordFor(
  { ledger }: Recording,
  kind: SessionEvent,
  person: Person,
  { session = null, reason = null, why = [] }: { session?: string | null; reason?: ErrorCode | null; why?: string[] },
): void {
  const organisations = person.organisations.length > 0 ? person.organisations : [null];
  for (const organisation of organisations) {
    ledger.add({
      kind,
      action: 'E',
      outcome: outcomeOf(reason),
      reason,
      organisation,
      role: person.roles?.get(organisation ?? '') ?? null,
      account: person.account,
      accountName: person.name,
      session,
      categories: why,
    });
  }
}

/** Runs a step of signing in; when it is refused, that goes on record before the refusal goes on. */
export async function recordingRefusal<T>(occasion: Recording, person: Person, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const reason = error instanceof DomainError ? error.code : 'INTERNAL';
    recordRefusal(occasion, person, reason, error instanceof ProviderRefused ? [error.why] : []);
    throw error;
  }
}

export function recordRefusal(occasion: Recording, person: Person, reason: ErrorCode, why: string[] = []): void {
  recordFor(occasion, 'SIGN_IN', person, { reason, why });
}

export function outcomeOf(reason: ErrorCode | null): AuditOutcome {
  if (reason === null) return 'OK';
  return FAULTS.includes(reason) || reason === 'INTERNAL' ? 'ERROR' : 'REFUSED';
}
