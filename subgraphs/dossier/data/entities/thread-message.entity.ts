import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AuthorRole } from '../../domain/author.js';
import { HidingColumns } from '../tables/hiding-columns.js';

/** A message of a thread, sealed with its author's name under the client's key. */
@Entity('thread_message')
export class ThreadMessageEntity extends HidingColumns {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'thread_id' })
  threadId: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  role: AuthorRole;

  /** Of `text`. */
  @Column('bytea')
  sealed: Buffer;

  @Column('bytea', { name: 'name_sealed', nullable: true })
  nameSealed: Buffer | null;

  @Column('timestamptz', { name: 'sent_at' })
  sentAt: Date;
}
