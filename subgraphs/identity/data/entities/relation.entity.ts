import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn, type Relation as One } from 'typeorm';
import type { Role, Section } from '../../../../schema/caller.js';
import type { LegalBasis } from '../../../../schema/legal-basis.js';
import type { RelationEnd } from '../../domain/relations/relation.js';
import { AccountEntity } from './account.entity.js';
import { ClientEntity } from './client.entity.js';

/** One person's access to one client's dossier, with its basis and evidence (R5–R7). */
@Entity('relation')
export class RelationEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('uuid', { name: 'client_id' })
  clientId: string;

  @Column('text')
  role: Role;

  @Column('text', { name: 'legal_basis' })
  legalBasis: LegalBasis;

  /** Reference to what the administration saw: an order, a proxy, a signed form (R6, R7). */
  @Column('text')
  evidence: string;

  /** Who of the administration saw it, and when (R7); null for what was taken over from before the portal. */
  @Column('uuid', { name: 'verified_by', nullable: true })
  verifiedBy: string | null;

  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt: Date | null;

  /** Of a client who is incapacitated: the representative's permission (V25). */
  @Column('timestamptz', { name: 'permitted_at', nullable: true })
  permittedAt: Date | null;

  /** Another organisation changed how its holder is reached (R14, R7): from then on it waits. */
  @Column('timestamptz', { name: 'held_at', nullable: true })
  heldAt: Date | null;

  /** A further account (R9): why, and who approved it. */
  @Column('text', { name: 'extra_reason', nullable: true })
  extraReason: string | null;

  @Column('uuid', { name: 'extra_approved_by', nullable: true })
  extraApprovedBy: string | null;

  /** The ECD's own entry about this person. */
  @Column('text', { name: 'related_person', nullable: true })
  relatedPerson: string | null;

  /** What is shared with a contact; empty for other roles. */
  @Column('text', { array: true, default: '{}' })
  sections: Section[];

  @Column('timestamptz', { name: 'valid_from', default: () => 'now()' })
  validFrom: Date;

  @Column('timestamptz', { name: 'valid_until', nullable: true })
  validUntil: Date | null;

  /** Of which end the holder was told (R16). */
  @Column('timestamptz', { name: 'end_told_for', nullable: true })
  endToldFor: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('text', { name: 'ended_reason', nullable: true })
  endedReason: RelationEnd | null;

  /** Why, in the words of who ended it. */
  @Column('text', { name: 'ended_note', nullable: true })
  endedNote: string | null;

  @Column('timestamptz', { name: 'bsn_confirmed_at', nullable: true })
  bsnConfirmedAt: Date | null;

  @Column('integer', { name: 'bsn_tries', default: 0 })
  bsnTries: number;

  @Column('integer', { default: 1 })
  version: number;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id' })
  account: One<AccountEntity>;

  @ManyToOne(() => ClientEntity)
  @JoinColumn({ name: 'client_id' })
  client: One<ClientEntity>;
}
