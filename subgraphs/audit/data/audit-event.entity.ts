import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type {
  AuditAction,
  AuditChecks,
  AuditEvent,
  AuditEventKind,
  AuditOutcome,
  Sensitivity,
} from '../../../schema/audit-event.js';
import type { Program, Role, StaffRole } from '../../../schema/caller.js';
import { AuditPersonEntity } from './audit-person.entity.js';

/** A record of the log, without the salt of its leaf; read only, for the writer fills the table by itself (`record-columns.ts`). */
@Entity('audit_event')
export class AuditEventEntity {
  @PrimaryColumn('bigint')
  sequence: string;

  @Column('uuid')
  id: string;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  @Column('text')
  kind: AuditEventKind;

  @Column('text')
  action: AuditAction;

  @Column('text')
  outcome: AuditOutcome;

  @Column('text', { nullable: true })
  reason: string | null;

  @Column('text', { nullable: true })
  justification: string | null;

  @Column('text', { nullable: true })
  organisation: string | null;

  @Column('text', { nullable: true })
  account: string | null;

  @ManyToOne(() => AuditPersonEntity, { createForeignKeyConstraints: false })
  @JoinColumn({ name: 'account' })
  person: Relation<AuditPersonEntity> | null;

  @Column('text', { nullable: true })
  pseudonym: string | null;

  @Column('text', { name: 'sealed_name', nullable: true })
  sealedName: string | null;

  @Column('text', { nullable: true })
  role: Role | StaffRole | null;

  @Column('text', { nullable: true })
  relation: string | null;

  @Column('json', { nullable: true })
  checks: AuditChecks | null;

  @Column('text', { nullable: true })
  consent: string | null;

  @Column('text', { nullable: true })
  responsible: string | null;

  @Column('text', { name: 'responsible_role', nullable: true })
  responsibleRole: Role | StaffRole | null;

  @Column('text', { nullable: true })
  session: string | null;

  @Column('text', { nullable: true })
  client: string | null;

  @Column('text', { array: true })
  categories: string[];

  @Column('text', { nullable: true })
  object: string | null;

  @Column('text', { nullable: true })
  sensitivity: Sensitivity | null;

  @Column('json', { nullable: true })
  search: AuditEvent['search'];

  @Column('text')
  purpose: string;

  @Column('text')
  policy: string;

  @Column('text')
  source: Program;

  @Column('text', { nullable: true })
  address: string | null;

  @Column('text')
  trace: string;
}
