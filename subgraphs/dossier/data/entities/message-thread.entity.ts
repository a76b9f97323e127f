import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../../../../schema/caller.js';

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

  /** Of `title` and `name`. */
  @Column('bytea')
  sealed: Buffer;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'last_message_at' })
  lastMessageAt: Date;

  @Column('timestamptz', { name: 'user_read_at', nullable: true })
  userReadAt: Date | null;

  @Column('timestamptz', { name: 'staff_read_at', nullable: true })
  staffReadAt: Date | null;
}
