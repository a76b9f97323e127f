/** A record of the audit log as it travels from the program where something happened to the audit subgraph. Fields of NEN 7513. */
import type { Program, Role, SessionFacts, StaffRole } from './caller.js';

/** What happened. NEN 7513: event code. */
export const AUDIT_EVENT_KINDS = [
  'DOSSIER_READ',
  'DOSSIER_SEARCH',
  'DOSSIER_EXPORTED',
  'EXPORT_CHANGED',
  'THREAD_READ',
  'THREAD_MESSAGE_SENT',
  'THREAD_MESSAGE_HIDDEN',
  'THREAD_MESSAGE_SHOWN',
  'OBJECTION_READ',
  'OBJECTION_CHANGED',
  'ADDITION_READ',
  'ADDITION_CHANGED',
  'ADDITION_HIDDEN',
  'ADDITION_SHOWN',
  'SIGN_IN',
  'SIGN_OUT',
  'SESSION_ENDED',
  'TERMS_ACCEPTED',
  'BSN_CONFIRMED',
  'ACCOUNT_READ',
  'ACCOUNT_CHANGED',
  'ACCOUNT_LOCKED',
  'ACCOUNT_DELETED',
  'CREDENTIAL_CHANGED',
  'RECOVERY_REQUESTED',
  'COMPROMISE_REPORTED',
  'REGISTRATION_READ',
  'REGISTRATION_CHANGED',
  'CLIENT_READ',
  'CLIENT_CHANGED',
  'INCAPACITY_CHANGED',
  'RELATION_CHANGED',
  'SHARING_CHANGED',
  'STAFF_CHANGED',
  'SERVICE_ACCOUNT_CHANGED',
  'POLICY_CHANGED',
  'TERMS_ANNOUNCED',
  'NEWS_SENT',
  'MESSAGES_READ',
  'MESSAGE_CHANGED',
  'LOG_READ',
  'LOG_EXPORTED',
  'FIGURES_READ',
  'LOGGING_STARTED',
  'LOGGING_STOPPED',
  'RETENTION_APPLIED',
  'CALL_REFUSED',
] as const;
export type AuditEventKind = (typeof AUDIT_EVENT_KINDS)[number];

/** NEN 7513 action: create, read, update, delete, execute. */
export const AUDIT_ACTIONS = ['C', 'R', 'U', 'D', 'E'] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** NEN 7513 outcome; FHIR AuditEvent.outcome 0, 4 and 8. */
export const AUDIT_OUTCOMES = ['OK', 'REFUSED', 'ERROR'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];

/**
 * What was asked when access was decided: is the field open to this role, is there a relation with this client now, was
 * it shared, was it an emergency. Null: the question did not come up. NEN 7513: checks.
 */
export interface AuditChecks {
  authorisation: boolean | null;
  treatmentRelation: boolean | null;
  consent: boolean | null;
  emergency: boolean | null;
}

/** How confidential what it was about is: normal, restricted, very restricted. HL7 v3 Confidentiality. */
export const SENSITIVITIES = ['N', 'R', 'V'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** Ids, codes and counts only: never what the dossier says, never a BSN, code, telephone number or e-mail address. */
export interface AuditEvent {
  /** UUID; a record with a known id is not written again. */
  id: string;
  kind: AuditEventKind;
  action: AuditAction;
  outcome: AuditOutcome;
  /** The error code behind a refusal or an error. */
  reason: string | null;
  /** Why, as a member of staff gave it for what they did: a sentence without personal data. */
  justification: string | null;
  /** When it happened, ISO 8601, UTC. */
  occurredAt: string;
  organisation: string | null;
  /** The account that did it; null when nobody had signed in. */
  account: string | null;
  /** The name that goes with the account, kept apart from the records so that it can be forgotten (R18). */
  accountName: string | null;
  /** In which role; for staff the staff role. */
  role: Role | StaffRole | null;
  /** The relation or rule on which access was decided. NEN 7513: authorisation. */
  relation: string | null;
  /** NEN 7513: checks; null when no access was decided. */
  checks: AuditChecks | null;
  /** What the client or their representative had shared when it was decided: `<relation>@<version>`. NEN 7513: consent profile. */
  consent: string | null;
  /** The account on whose responsibility it was done, where that is another than `account`. NEN 7513: responsible user. */
  responsible: string | null;
  responsibleRole: Role | StaffRole | null;
  session: string | null;
  /** The client whose data it is about. */
  client: string | null;
  /** What it was about: data categories, and the fields refused. */
  categories: string[];
  /** Which one of them, as `Thread/<id>`; null when it was about the whole category. NEN 7513: object detail. */
  object: string | null;
  /** Of the most confidential of the categories. NEN 7513: sensitivity. */
  sensitivity: Sensitivity | null;
  /** Search criteria without their text. NEN 7513: search. */
  search: Record<string, string | number | boolean | string[]> | null;
  /** Purpose of use (V11). */
  purpose: string;
  /** The access matrix and its version under which it was decided. NEN 7513: authorisation protocol. */
  policy: string;
  /** The program that saw it. NEN 7513: source. */
  source: Program;
  /** NEN 7513: access point. */
  address: string | null;
  trace: string;
}

/** Of an event that has none of what NEN 7513 asks on a condition only. */
export const NOTHING_CONDITIONAL = {
  checks: null,
  consent: null,
  responsible: null,
  responsibleRole: null,
  object: null,
  sensitivity: null,
} as const satisfies Partial<AuditEvent>;

/**
 * On whose log it goes when what it is about belongs to no known organisation, as a look at a stranger's dossier: that of
 * the caller, if they have to do with only one. A record of no organisation has no log manager who could see it.
 */
export function onlyOrganisationOf(facts: SessionFacts | null): string | null {
  const [only = null, ...others] = new Set(
    [...(facts?.relations ?? []), ...(facts?.staff ?? [])].map(({ organisation }) => organisation),
  );
  return others.length === 0 ? only : null;
}
