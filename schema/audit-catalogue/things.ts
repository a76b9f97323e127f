/** Which thing exactly an event is about, where its record says so by an id of its own (NEN 7513: object detail). */
import type { AuditEvent, AuditEventKind } from '../audit-event.js';
import { FORMS } from './search-criteria.js';

/** What sort of thing the id among its categories is of. */
const NAMED_BY_ID: Partial<Record<AuditEventKind, string>> = {
  ACCOUNT_READ: 'Account',
  ACCOUNT_CHANGED: 'Account',
  ACCOUNT_LOCKED: 'Account',
  ACCOUNT_DELETED: 'Account',
  CREDENTIAL_CHANGED: 'Account',
  STAFF_CHANGED: 'Account',
  NEWS_SENT: 'Account',
  REGISTRATION_READ: 'Registration',
  REGISTRATION_CHANGED: 'Registration',
  SERVICE_ACCOUNT_CHANGED: 'ServiceAccount',
  MESSAGE_CHANGED: 'Message',
};

/** What people do with their own account names no other. */
const OWN_ACCOUNT: readonly AuditEventKind[] = [
  'ACCOUNT_CHANGED',
  'CREDENTIAL_CHANGED',
  'RECOVERY_REQUESTED',
  'COMPROMISE_REPORTED',
  'TERMS_ACCEPTED',
];

const ABOUT_A_RELATION: readonly AuditEventKind[] = ['RELATION_CHANGED', 'SHARING_CHANGED', 'BSN_CONFIRMED'];

type Told = Pick<AuditEvent, 'kind' | 'outcome' | 'account' | 'relation' | 'categories' | 'object'>;

/** `Type/<id>`; null when it is about no single thing, or about one that nobody found. */
export function thingOf({ kind, outcome, account, relation, categories, object }: Told): string | null {
  if (object !== null) return object;
  if (ABOUT_A_RELATION.includes(kind)) return relation === null ? null : `Relation/${relation}`;
  const type = NAMED_BY_ID[kind];
  const id = categories.find((category) => FORMS.id(category));
  if (type !== undefined && id !== undefined) return `${type}/${id}`;
  return OWN_ACCOUNT.includes(kind) && account !== null && outcome !== 'REFUSED' ? `Account/${account}` : null;
}
