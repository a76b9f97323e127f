/** How a row of the access matrix is judged: one pure function, used by the guard of every subgraph and by the gateway before planning. */
import type { AccessRow, Category, Column, Condition } from './access-matrix.js';
import type { CallerRelation, SessionFacts, SignInStep } from './caller.js';
import type { ErrorCode } from './error-codes.js';

/** What an object is about. An object that carries no subject is refused unless its row opens to anyone or to every account. */
export interface Subject {
  organisation: string | null;
  /** The client whose data it is; null for an object that is about no client. */
  client: string | null;
  /** The account whom the object is about, for the condition word `own`. */
  account: string | null;
  /** The category of this very object where it is narrower than its row's: a medical report is not just any report. */
  categories?: readonly Category[];
  /** Which one it is, as `Thread/<id>`, for the audit log. */
  object?: string;
}

/** `null` opens; a code is the reason of the refusal. */
export type Refusal = Extract<
  ErrorCode,
  'UNAUTHENTICATED' | 'ACCESS_REFUSED' | 'SIGN_IN_TOO_WEAK' | 'TERMS_NOT_ACCEPTED' | 'BSN_NOT_CONFIRMED'
>;

export interface Decision {
  refusal: Refusal | null;
  /** The relation on which it was decided, for the audit log. */
  relation: CallerRelation | null;
  /** The column that opened it. */
  column: Column | null;
}

const PENDING: Record<SignInStep, Refusal> = {
  STRENGTHEN_SIGN_IN: 'SIGN_IN_TOO_WEAK',
  ACCEPT_TERMS: 'TERMS_NOT_ACCEPTED',
  CONFIRM_BSN: 'BSN_NOT_CONFIRMED',
};

/**
 * Judges one row for one caller and one object.
 * With `subject` undefined (a root field, or the gateway before anything is fetched) it answers whether any relation or
 * staff role of the caller could open the row.
 */
export function decide(row: AccessRow, facts: SessionFacts | null, subject: Subject | undefined, now: Date): Decision {
  if (row.part || row.cells.anyone === 'yes') return opened('anyone');
  if (facts === null) return { refusal: 'UNAUTHENTICATED', relation: null, column: null };
  const { account } = row.cells;
  if (account !== undefined && isPerson(facts) && accountOpens(account, facts, subject)) return opened('account');
  const staff = facts.staff.find(
    (assignment) =>
      row.cells[assignment.role] === 'yes' &&
      (subject === undefined || subject.organisation === assignment.organisation),
  );
  if (staff !== undefined) return opened(staff.role);
  return decideByRelation(row, facts, subject, now);
}

function opened(column: Column, relation: CallerRelation | null = null): Decision {
  return { refusal: null, relation, column };
}

/** A reporting tool signed in as well, but has no account: nothing of its own to read or change. */
function isPerson({ authentication }: SessionFacts): boolean {
  return authentication !== 'SIGNED_ASSERTION';
}

function accountOpens(word: Condition, facts: SessionFacts, subject: Subject | undefined): boolean {
  return word === 'yes' || (word === 'own' && isOwn(facts, subject));
}

function isOwn(facts: SessionFacts, subject: Subject | undefined): boolean {
  return subject === undefined || subject.account === facts.account;
}

function decideByRelation(row: AccessRow, facts: SessionFacts, subject: Subject | undefined, now: Date): Decision {
  let refused: Decision = { refusal: 'ACCESS_REFUSED', relation: null, column: null };
  for (const relation of facts.relations) {
    if (subject !== undefined && subject.client !== relation.client) continue;
    if (!isValid(relation, now) || !cellOpens(row, relation, facts, subject)) {
      refused.relation ??= relation;
      continue;
    }
    const step = relation.pending[0];
    if (step === undefined) return opened(relation.role, relation);
    refused = { refusal: PENDING[step], relation, column: null };
  }
  return refused;
}

/** The relation has begun and has not ended. The end is worked out at this moment, so it holds with no job running. */
export function isValid(relation: CallerRelation, now: Date): boolean {
  const time = now.getTime();
  return (
    Date.parse(relation.validFrom) <= time && (relation.validUntil === null || time < Date.parse(relation.validUntil))
  );
}

function cellOpens(
  row: AccessRow,
  relation: CallerRelation,
  facts: SessionFacts,
  subject: Subject | undefined,
): boolean {
  switch (row.cells[relation.role]) {
    case 'yes':
    case 'entries':
      return true;
    case 'own':
      return isOwn(facts, subject);
    case 'shared': {
      const categories: readonly string[] = subject?.categories ?? row.categories;
      return relation.sections.some((section) => categories.includes(section));
    }
    default:
      return false;
  }
}
