/** Who asks: what identity tells the gateway about a session, and what travels, signed, from the gateway to the subgraphs. */

/** The role of a person for one client. FHIR: Patient, legal representative, RelatedPerson (nl: cliënt, vertegenwoordiger, contactpersoon). */
export const ROLES = ['CLIENT', 'REPRESENTATIVE', 'CONTACT'] as const;
export type Role = (typeof ROLES)[number];

/** The role of a member of staff, or of a reporting tool, in one organisation. */
export const STAFF_ROLES = ['ADMINISTRATOR', 'MEDIATOR', 'AUDITOR', 'REPORTER'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** The parts of the dossier that an organisation offers and that are shared with a contact (V13–V17, R1). */
export const SECTIONS = [
  'REPORTS',
  'MEDICAL_REPORTS',
  'CARE_PLAN',
  'APPOINTMENTS',
  'PERSON_PROFILE',
  'LIFE_STORY',
  'WELLBEING_ACTIVITIES',
] as const;
export type Section = (typeof SECTIONS)[number];

/**
 * What has to be done before a relation opens anything: sign in in a way that the organisation accepts (V27, R13), accept the terms in force (V1, R3), confirm the client's BSN (V31).
 */
export const SIGN_IN_STEPS = ['STRENGTHEN_SIGN_IN', 'ACCEPT_TERMS', 'CONFIRM_BSN'] as const;
export type SignInStep = (typeof SIGN_IN_STEPS)[number];

/** One person's access to one client's dossier, as identity judged it when asked. Times are ISO 8601, UTC. */
export interface CallerRelation {
  id: string;
  /** The client's id in the graph; says nothing about the ECD. */
  client: string;
  /** The client's id in the ECD: the only way a patient gets into an ECD query. */
  ecdClient: string;
  organisation: string;
  role: Role;
  /** The sections opened for a contact; for client and representative every section that the organisation offers. */
  sections: Section[];
  /** The ECD's own entry about this person, if the administration linked it: a contact reads this entry and no other. */
  relatedPerson: string | null;
  validFrom: string;
  /** The moment from which the relation opens nothing, worked out from the organisation's rules (V34, R18); null when no end is known. */
  validUntil: string | null;
  pending: SignInStep[];
  version: number;
}

export interface StaffAssignment {
  organisation: string;
  role: StaffRole;
}

/** What identity knows of a live session, at most 5 s old at the gateway. */
export interface SessionFacts extends SignedInBy {
  session: string;
  account: string;
  /** The name for the audit log's list of persons; never in a token. */
  name: string;
  relations: CallerRelation[];
  /** Clients of relations that open nothing at this moment, whatever is done: to ask for them is no attempt (R29). */
  formerClients?: string[];
  staff: StaffAssignment[];
  /** On whose responsibility it is done, where that is not the account's own: of a reporting tool who made it known. */
  responsible?: Responsible | null;
}

/** A person of the organisation who answers for what another does. NEN 7513: responsible user. */
export interface Responsible {
  account: string;
  role: Role | StaffRole;
}

/** How somebody signed in: a password and a second factor, an organisation's own provider, or the key of a service. */
export const AUTHENTICATIONS = [
  'PASSWORD_SMS',
  'PASSWORD_TOTP',
  'PASSWORD_PASSKEY',
  'OIDC',
  'SIGNED_ASSERTION',
] as const;
export type Authentication = (typeof AUTHENTICATIONS)[number];

/** Whom an organisation's own provider signs in: users and staff have a provider each, or not. */
export const PROVIDER_AUDIENCES = ['USERS', 'STAFF'] as const;
export type ProviderAudience = (typeof PROVIDER_AUDIENCES)[number];

/** Which provider: what it says of someone holds for its own organisation and audience, and nowhere else. */
export interface ProviderOf {
  organisation: string;
  audience: ProviderAudience;
}

/** How the person proved who they are. */
export interface SignedInBy {
  authentication: Authentication;
  /** Of OIDC: by whose provider. */
  provider?: ProviderOf | null;
}

export const LANGUAGES = ['nl', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Who asks, from where, and why: the claim `caller` of a signed call. `facts` is null for someone who has not signed in. */
export interface Caller {
  facts: SessionFacts | null;
  /** Network address of the caller as the gateway saw it: the access point of NEN 7513. */
  address: string;
  language: Language;
  /** Purpose of use (V11), a code of the HL7 PurposeOfUse system: PATRQT (patient requested) or HSYSADMIN for staff. */
  purpose: 'PATRQT' | 'HSYSADMIN';
  /** W3C trace id of the request, 32 hex digits. */
  trace: string;
}

/** The four programs that sign calls to one another. */
export const PROGRAMS = ['gateway', 'identity', 'dossier', 'audit'] as const;
export type Program = (typeof PROGRAMS)[number];
