/** A registration: how somebody comes to have access, from the request until the account is in use (V26, R3). */
import type { Role, Section } from '../../../../schema/caller.js';
import type { LegalBasis } from '../../../../schema/legal-basis.js';
import type { PageRequest } from '../../../connection.js';
import type { PersonDetails } from './person-details.js';
import type { SignedForm } from './signed-form.js';

/** In this order; AWAITING_APPROVAL is passed by further accounts only (R9). */
export const REGISTRATION_STATUSES = ['REQUESTED', 'AWAITING_APPROVAL', 'VERIFIED', 'ACTIVE', 'REFUSED'] as const;
export type RegistrationStatus = (typeof REGISTRATION_STATUSES)[number];

/** From which a decision can still be taken. */
export const OPEN: readonly RegistrationStatus[] = ['REQUESTED', 'AWAITING_APPROVAL'];

/** What the administration saw to, and what of (R6, R7). */
export interface Verification {
  client: string;
  role: Role;
  legalBasis: LegalBasis;
  /** On what the authority was seen to rest. */
  evidence: string;
  /** The ECD's own entry about this person. */
  relatedPerson: string | null;
  validUntil: Date | null;
  /** The relation that this one takes the place of. */
  replaces: string | null;
  form: SignedForm | null;
  extra: ExtraAccount | null;
}

/** A further account: why it is needed, and until when (R9, R16). */
export interface ExtraAccount {
  reason: string;
  until: Date | null;
}

export interface Registration extends Omit<Verification, 'client' | 'evidence'> {
  id: string;
  organisation: string;
  status: RegistrationStatus;
  createdAt: Date;
  /** Of the account, once there is one; null when it was refused: then nothing of the person is kept. */
  person: PersonDetails | null;
  /** As whoever asked wrote it; forgotten once it is decided. */
  clientName: string | null;
  client: string | null;
  /** The relation of who named the contact (V22, V25). */
  designatedBy: string | null;
  /** What a contact is to see at first. */
  sections: Section[];
  evidence: string | null;
  verifiedBy: string | null;
  verifiedAt: Date | null;
  extraApprovedBy: string | null;
  refusalReason: string | null;
  account: string | null;
  relation: string | null;
}

/** What is known when somebody asks for access. */
export type Request = Pick<
  Registration,
  'organisation' | 'role' | 'legalBasis' | 'clientName' | 'client' | 'designatedBy' | 'sections'
> & { person: PersonDetails };

/** What becomes of a registration; `person: null` forgets what it says of the person, and the client's name with it. */
export type RegistrationChange = Partial<
  Omit<Registration, 'id' | 'organisation' | 'createdAt' | 'designatedBy' | 'person'>
> & { person?: null };

export interface RegistrationFilter {
  status: RegistrationStatus | null;
  /** How words of the person's name or e-mail address begin. */
  text: string | null;
}

export type ActivatedRegistration = Pick<Registration, 'id' | 'organisation' | 'client' | 'relation'>;

export interface Registrations {
  find(id: string): Promise<Registration | null>;
  /** The newest first; one more than the page holds when there is a next page. */
  ofOrganisation(organisation: string, filter: RegistrationFilter, page: PageRequest): Promise<Registration[]>;
}

/** As a step sees them: changed nowhere else. */
export interface RegistrationsInStep extends Registrations {
  add(request: Request, at: Date): Promise<Registration>;
  /** Null when it is in none of these states, or no longer. Of any number of decisions one succeeds. */
  change(
    id: string,
    from: readonly RegistrationStatus[],
    change: RegistrationChange,
    at: Date,
  ): Promise<Registration | null>;
  /** The account is in use: all of its registrations are active. */
  activate(account: string, at: Date): Promise<ActivatedRegistration[]>;
}
