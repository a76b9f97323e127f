import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AuthorRole } from '../../domain/author.js';

/** A message of a thread, sealed with its author's name under the client's key. */
@Entity('thread_message')
export class ThreadMessageEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'thread_id' })
  threadId: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  role: AuthorRole;

  /** Of `text` and `name`. */
  @Column('bytea')
  sealed: Buffer;

  @Column('timestamptz', { name: 'sent_at' })
  sentAt: Date;

  @Column('timestamptz', { name: 'hidden_at', nullable: true })
  hiddenAt: Date | null;

  @Column('uuid', { name: 'hidden_by', nullable: true })
  hiddenBy: string | null;

  @Column('bytea', { name: 'hidden_reason_sealed', nullable: true })
  hiddenReasonSealed: Buffer | null;
}
