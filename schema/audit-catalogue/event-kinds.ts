/**
 * Each kind of event of the audit log: what sort of event it is, by which codes NEN 7513 and FHIR AuditEvent name it,
 * which actions it can have, about which data it is when its record names none, and which search criteria it can hold.
 */
import type { Category } from '../access-matrix.js';
import { AUDIT_ACTIONS, type AuditAction, type AuditEventKind } from '../audit-event.js';
import { EVENT_SUBTYPES, EVENT_TYPES, type DicomCode } from './dicom-codes.js';
import { SEARCHES, type SearchForm } from './search-criteria.js';

/** What has to be on the log (NEN 7513). Emergency access is not among it: the portal has none. */
export const EVENT_SORTS = {
  read: 'Read or searched',
  copy: 'Printed, saved, shared or exported',
  change: 'Data that people add or change',
  session: 'Sign-in and sign-out',
  rights: 'Users, roles, access, consent and the rules of access',
  told: 'What the portal told people',
  log: 'The log itself, and the programs that fill it',
} as const;
export type EventSort = keyof typeof EVENT_SORTS;

export interface KindOfEvent {
  sort: EventSort;
  /** NEN 7513 event code; FHIR AuditEvent.type. */
  type: DicomCode;
  /** NEN 7513 event kind; FHIR AuditEvent.subtype. */
  subtype: DicomCode | null;
  actions: readonly AuditAction[];
  /** Whose sensitivity holds when the record names no category. */
  data: Category | null;
  /** The criteria that its record can name; null when nothing is searched by. */
  search: SearchForm | null;
}

const { application, logUsed, export: exported, patientRecord, query, security, authentication } = EVENT_TYPES;

function kind(
  sort: EventSort,
  [type, subtype]: readonly [DicomCode, DicomCode?],
  actions: string,
  data: Category | null = null,
  search: SearchForm | null = null,
): KindOfEvent {
  const listed = AUDIT_ACTIONS.filter((action) => actions.includes(action));
  return { sort, type, subtype: subtype ?? null, actions: listed, data, search };
}

const { configuration, objectSecurity, restricted, roles, userSecurity } = EVENT_SUBTYPES;
const access = [security, objectSecurity] as const;
const user = [security, userSecurity] as const;

// prettier-ignore
export const KINDS_OF_EVENT: Readonly<Record<AuditEventKind, KindOfEvent>> = {
  DOSSIER_READ:            kind('read',    [patientRecord], 'R'),
  DOSSIER_SEARCH:          kind('read',    [query], 'E', null, SEARCHES.dossier),
  DOSSIER_EXPORTED:        kind('copy',    [exported], 'E', null, SEARCHES.copy),
  EXPORT_CHANGED:          kind('copy',    [exported], 'CUD', null, SEARCHES.copy),
  THREAD_READ:             kind('read',    [patientRecord], 'RU', 'MESSAGES'),
  THREAD_MESSAGE_SENT:     kind('change',  [patientRecord], 'C', 'MESSAGES'),
  THREAD_MESSAGE_HIDDEN:   kind('change',  [patientRecord], 'U', 'MESSAGES'),
  THREAD_MESSAGE_SHOWN:    kind('change',  [patientRecord], 'U', 'MESSAGES'),
  OBJECTION_READ:          kind('read',    [patientRecord], 'R', 'OBJECTIONS'),
  OBJECTION_CHANGED:       kind('change',  [patientRecord], 'CU', 'OBJECTIONS'),
  ADDITION_READ:           kind('read',    [patientRecord], 'R', 'LIFE_STORY'),
  ADDITION_CHANGED:        kind('change',  [patientRecord], 'CUD', 'LIFE_STORY'),
  ADDITION_HIDDEN:         kind('change',  [patientRecord], 'U', 'LIFE_STORY'),
  ADDITION_SHOWN:          kind('change',  [patientRecord], 'U', 'LIFE_STORY'),
  SIGN_IN:                 kind('session', [authentication, EVENT_SUBTYPES.login], 'E'),
  SIGN_OUT:                kind('session', [authentication, EVENT_SUBTYPES.logout], 'E'),
  SESSION_ENDED:           kind('session', [authentication, EVENT_SUBTYPES.logout], 'E'),
  TERMS_ACCEPTED:          kind('rights',  user, 'C'),
  BSN_CONFIRMED:           kind('rights',  access, 'U', 'RELATIONS'),
  ACCOUNT_READ:            kind('read',    [security, restricted], 'R', 'ACCOUNT', SEARCHES.people),
  ACCOUNT_CHANGED:         kind('rights',  user, 'CUDE', 'ACCOUNT'),
  ACCOUNT_LOCKED:          kind('rights',  user, 'U', 'ACCOUNT'),
  ACCOUNT_DELETED:         kind('rights',  user, 'D', 'ACCOUNT'),
  CREDENTIAL_CHANGED:      kind('rights',  user, 'CUDE', 'ACCOUNT'),
  RECOVERY_REQUESTED:      kind('rights',  user, 'UE', 'ACCOUNT'),
  COMPROMISE_REPORTED:     kind('rights',  user, 'UE', 'ACCOUNT'),
  REGISTRATION_READ:       kind('read',    [security, restricted], 'R', 'ACCOUNT', SEARCHES.people),
  REGISTRATION_CHANGED:    kind('rights',  access, 'CU', 'ACCOUNT'),
  CLIENT_READ:             kind('read',    [security, restricted], 'R', 'RELATIONS', SEARCHES.people),
  CLIENT_CHANGED:          kind('rights',  access, 'CU', 'RELATIONS'),
  INCAPACITY_CHANGED:      kind('rights',  access, 'CU', 'LEGAL_SITUATIONS'),
  RELATION_CHANGED:        kind('rights',  access, 'CUD', 'RELATIONS'),
  SHARING_CHANGED:         kind('rights',  access, 'U', 'RELATIONS'),
  STAFF_CHANGED:           kind('rights',  [security, roles], 'CD', 'ACCOUNT'),
  SERVICE_ACCOUNT_CHANGED: kind('rights',  [security, roles], 'CUD', 'ACCOUNT'),
  POLICY_CHANGED:          kind('rights',  [security, configuration], 'CU', null, SEARCHES.policy),
  TERMS_ANNOUNCED:         kind('told',    [application], 'E', null, SEARCHES.told),
  NEWS_SENT:               kind('told',    [application], 'E', null, SEARCHES.told),
  MESSAGES_READ:           kind('read',    [security, restricted], 'R', 'ACCOUNT'),
  MESSAGE_CHANGED:         kind('change',  [security, restricted], 'ED', 'ACCOUNT'),
  LOG_READ:                kind('log',     [logUsed], 'RE', 'ACCESS_LOG', SEARCHES.log),
  LOG_EXPORTED:            kind('log',     [exported], 'E', 'ACCESS_LOG', SEARCHES.logExport),
  FIGURES_READ:            kind('read',    [query], 'RE', 'FIGURES', SEARCHES.figures),
  LOGGING_STARTED:         kind('log',     [security, EVENT_SUBTYPES.loggingStarted], 'E'),
  LOGGING_STOPPED:         kind('log',     [security, EVENT_SUBTYPES.loggingStopped], 'E'),
  RETENTION_APPLIED:       kind('log',     [security, configuration], 'D', null, SEARCHES.retention),
  CALL_REFUSED:            kind('log',     [security, EVENT_SUBTYPES.node], 'E'),
};
