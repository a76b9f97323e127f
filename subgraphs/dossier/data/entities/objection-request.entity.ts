import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AuthorRole } from '../../domain/author.js';
import type { ObjectionKind, ObjectionStatus } from '../../domain/objections/objection-request.js';

/** What somebody asks about a dossier. The text, and who asks by name, are sealed under the client's key. */
@Entity('objection_request')
export class ObjectionRequestEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  organisation: string;

  @Column('uuid', { name: 'client_id' })
  clientId: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  role: AuthorRole;

  @Column('text')
  kind: ObjectionKind;

  @Column('text')
  status: ObjectionStatus;

  /** Of `text`. */
  @Column('bytea')
  sealed: Buffer;

  @Column('bytea', { name: 'name_sealed', nullable: true })
  nameSealed: Buffer | null;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  @Column('date', { name: 'due_on' })
  dueOn: string;

  @Column('boolean', { default: false })
  extended: boolean;

  /** How many changes its history holds. */
  @Column('integer')
  steps: number;
}
