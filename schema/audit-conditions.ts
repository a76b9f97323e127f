/**
 * What NEN 7513 asks of a record on a condition: which checks decided, on what consent, on whose responsibility, how
 * confidential it was. Worked out from the event and what was known of who asked, so that every program says the same.
 */
import { isValid } from './access-decision.js';
import { ACCESS_MATRIX, CATEGORIES, type AccessRow, type Category, type Column } from './access-matrix.js';
import { KINDS_OF_EVENT, sensitivityOf, thingOf } from './audit-catalogue.js';
import type { AuditChecks, AuditEvent } from './audit-event.js';
import { SECTIONS, STAFF_ROLES, type CallerRelation, type SessionFacts } from './caller.js';

type Decided = Pick<
  AuditEvent,
  | 'kind'
  | 'outcome'
  | 'reason'
  | 'organisation'
  | 'account'
  | 'client'
  | 'relation'
  | 'role'
  | 'categories'
  | keyof Stated
>;
/** What a use case knows better: which thing it is about, and of what the system does for somebody, for whom. */
type Stated = Pick<AuditEvent, 'responsible' | 'responsibleRole' | 'object'>;
export type Conditions = Pick<AuditEvent, 'checks' | 'consent' | 'sensitivity' | keyof Stated>;

/** Kinds of which no access was decided: it began, ended or was told; or it is what lets somebody ask at all. */
const UNDECIDED: readonly AuditEvent['kind'][] = [
  'SIGN_IN',
  'SIGN_OUT',
  'SESSION_ENDED',
  'RECOVERY_REQUESTED',
  'TERMS_ANNOUNCED',
  'NEWS_SENT',
  'POLICY_CHANGED',
  'LOGGING_STARTED',
  'LOGGING_STOPPED',
  'RETENTION_APPLIED',
  'CALL_REFUSED',
];

const ROWS: ReadonlyMap<string, AccessRow> = new Map(
  Object.values(ACCESS_MATRIX)
    .flat()
    .map((row) => [`${row.type}.${row.field}`, row]),
);

export function conditionsOf(event: Decided, facts: SessionFacts | null, now: Date): Conditions {
  const relation = relationOf(event, facts, now);
  const { responsible, responsibleRole } = event;
  return {
    checks: UNDECIDED.includes(event.kind) ? null : checksOf(event, facts, relation, now),
    // a client looks on a right of their own; whoever else does, on what was given to them
    consent: relation === null || relation.role === 'CLIENT' ? null : `${relation.id}@${relation.version}`,
    responsible: responsible ?? facts?.responsible?.account ?? null,
    responsibleRole: responsibleRole ?? facts?.responsible?.role ?? null,
    object: thingOf(event),
    sensitivity: sensitivityOf(dataOf(event)),
  };
}

/** The caller's own relation on which it was decided: of a record about another one, that with the same client. */
function relationOf({ client, relation }: Decided, facts: SessionFacts | null, now: Date): CallerRelation | null {
  const own = facts?.relations ?? [];
  const withClient = own.filter((candidate) => client !== null && candidate.client === client);
  const [first = null] = withClient;
  return own.find(({ id }) => id === relation) ?? withClient.find((candidate) => isValid(candidate, now)) ?? first;
}

function checksOf(
  event: Decided,
  facts: SessionFacts | null,
  relation: CallerRelation | null,
  now: Date,
): AuditChecks | null {
  if (facts === null && event.reason !== 'UNAUTHENTICATED') return null;
  const byStaff = (STAFF_ROLES as readonly (string | null)[]).includes(event.role);
  const treatmentRelation = event.client === null || byStaff ? null : relation !== null && isValid(relation, now);
  const consent = consentOf(event, relation);
  return {
    authorisation: isAuthorised(event, facts, relation, treatmentRelation === false || consent === false),
    treatmentRelation,
    consent,
    emergency: false, // the portal has no emergency access
  };
}

/** The matrix opens what was asked to a role that the caller has. */
function isAuthorised(
  event: Decided,
  facts: SessionFacts | null,
  relation: CallerRelation | null,
  isExplained: boolean,
): boolean {
  if (facts === null) return false;
  if (event.outcome !== 'REFUSED') return true;
  const rows = rowsOf(event);
  if (rows.length === 0) return event.reason !== 'ACCESS_REFUSED' || isExplained;
  const columns = columnsOf(event, facts, relation);
  return rows.every((row) => columns.some((column) => row.cells[column] !== undefined));
}

function columnsOf({ organisation }: Decided, facts: SessionFacts, relation: CallerRelation | null): Column[] {
  const staff = facts.staff.filter((own) => organisation === null || own.organisation === organisation);
  const roles = relation === null ? facts.relations.map(({ role }) => role) : [relation.role];
  const person: Column[] = facts.authentication === 'SIGNED_ASSERTION' ? [] : ['account'];
  return ['anyone', ...person, ...roles, ...staff.map(({ role }) => role)];
}

/** Of a contact: whether all that it is about was shared with them; null when nothing of it is shared or not. */
function consentOf(event: Decided, relation: CallerRelation | null): boolean | null {
  if (relation?.role !== 'CONTACT') return null;
  const sections: readonly string[] = SECTIONS;
  const asked = [
    ...event.categories.filter((category) => sections.includes(category)).map((category) => [category]),
    ...rowsOf(event).flatMap(({ cells, categories }) => (cells.CONTACT === 'shared' ? [categories] : [])),
  ];
  const shared: readonly string[] = relation.sections;
  return asked.length === 0 ? null : asked.every((either) => either.some((section) => shared.includes(section)));
}

/** The fields that a refusal names. */
function rowsOf({ categories }: Decided): AccessRow[] {
  return categories.flatMap((name) => ROWS.get(name) ?? ROWS.get(name.replace(/\..*/, '.*')) ?? []);
}

function dataOf(event: Decided): Category[] {
  const named = CATEGORIES.filter((category) => event.categories.includes(category));
  const all = [...named, ...rowsOf(event).flatMap(({ categories }) => categories)];
  const { data } = KINDS_OF_EVENT[event.kind];
  return all.length === 0 && data !== null ? [data] : all;
}
