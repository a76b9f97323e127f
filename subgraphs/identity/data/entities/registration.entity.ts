import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation as One } from 'typeorm';
import type { Language, Role, Section } from '../../../../schema/caller.js';
import type { LegalBasis } from '../../../../schema/legal-basis.js';
import type { RegistrationStatus } from '../../domain/registration/registration.js';
import { AccountEntity } from './account.entity.js';

/** How somebody comes to have access. What it says of the person is gone once it is decided: then the account has it. */
@Entity('registration')
export class RegistrationEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('text')
  organisation: string;

  @Column('text')
  status: RegistrationStatus;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Of the last change. */
  @Column('timestamptz', { name: 'changed_at' })
  changedAt: Date;

  @Column('text')
  role: Role;

  @Column('text', { name: 'legal_basis' })
  legalBasis: LegalBasis;

  @Column('text', { name: 'given_name', nullable: true })
  given: string | null;

  @Column('text', { name: 'family_name', nullable: true })
  family: string | null;

  /** Lower case. */
  @Column('text', { nullable: true })
  email: string | null;

  /** E.164. */
  @Column('text', { name: 'mobile_number', nullable: true })
  mobileNumber: string | null;

  @Column('text', { nullable: true })
  language: Language | null;

  /** As whoever asked wrote it. */
  @Column('text', { name: 'client_name', nullable: true })
  clientName: string | null;

  @Column('uuid', { name: 'client_id', nullable: true })
  client: string | null;

  /** The relation of who named the contact. */
  @Column('uuid', { name: 'designated_by', nullable: true })
  designatedBy: string | null;

  @Column('text', { array: true, default: '{}' })
  sections: Section[];

  /** On what the authority was seen to rest (R6, R7). */
  @Column('text', { nullable: true })
  evidence: string | null;

  @Column('text', { name: 'related_person', nullable: true })
  relatedPerson: string | null;

  @Column('timestamptz', { name: 'valid_until', nullable: true })
  validUntil: Date | null;

  @Column('uuid', { nullable: true })
  replaces: string | null;

  @Column('uuid', { name: 'verified_by', nullable: true })
  verifiedBy: string | null;

  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt: Date | null;

  /** The signed form (R3): who signed, when, for which terms, and where it is kept. */
  @Column('text', { name: 'form_signer', nullable: true })
  formSigner: string | null;

  @Column('date', { name: 'form_signed_on', nullable: true })
  formSignedOn: string | null;

  @Column('text', { name: 'form_terms_version', nullable: true })
  formTermsVersion: string | null;

  @Column('text', { name: 'form_evidence', nullable: true })
  formEvidence: string | null;

  /** A further account (R9, R16). */
  @Column('text', { name: 'extra_reason', nullable: true })
  extraReason: string | null;

  @Column('timestamptz', { name: 'extra_until', nullable: true })
  extraUntil: Date | null;

  @Column('uuid', { name: 'extra_approved_by', nullable: true })
  extraApprovedBy: string | null;

  @Column('text', { name: 'refusal_reason', nullable: true })
  refusalReason: string | null;

  @Column('uuid', { name: 'account_id', nullable: true })
  account: string | null;

  @Column('uuid', { name: 'relation_id', nullable: true })
  relation: string | null;

  @ManyToOne(() => AccountEntity, { nullable: true })
  @JoinColumn({ name: 'account_id' })
  holder: One<AccountEntity> | null;
}
