import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../../../schema/caller.js';
import type { RecipientRole } from '../../domain/messages/recipient.js';

/** A person's messages with the care team. What it is about, and the person's name, are sealed under the client's key. */
@Entity('message_thread')
export class MessageThreadEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  organisation: string;

  @Column('uuid', { name: 'client_id' })
  clientId: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  role: Role;

  @Column('text', { default: 'CARE_TEAM' })
  recipient: RecipientRole;

  /** Of `title`, and of the name of the `recipient`. */
  @Column('bytea')
  sealed: Buffer;

  @Column('bytea', { name: 'name_sealed', nullable: true })
  nameSealed: Buffer | null;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'last_message_at' })
  lastMessageAt: Date;

  @Column('timestamptz', { name: 'user_read_at', nullable: true })
  userReadAt: Date | null;

  @Column('timestamptz', { name: 'staff_read_at', nullable: true })
  staffReadAt: Date | null;
}
