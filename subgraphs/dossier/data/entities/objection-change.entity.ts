import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AuthorRole } from '../../domain/author.js';
import type { ObjectionStatus } from '../../domain/objections/objection-request.js';

/** One step in the history of an objection request. */
@Entity('objection_change')
export class ObjectionChangeEntity {
  @PrimaryColumn('uuid', { name: 'request_id' })
  requestId: string;

  @PrimaryColumn('integer')
  step: number;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt: Date;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  role: AuthorRole;

  @Column('text')
  status: ObjectionStatus;

  @Column('date', { name: 'due_on' })
  dueOn: string;

  /** Of `note`. */
  @Column('bytea')
  sealed: Buffer;

  @Column('bytea', { name: 'name_sealed', nullable: true })
  nameSealed: Buffer | null;
}
