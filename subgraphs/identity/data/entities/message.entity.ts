import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FailureReason } from '../../domain/messages/delivery-failure.js';
import type { Channel, Template } from '../../domain/messages/message.js';

/** A mail or text message on its way. Whom it goes to and what it says is sealed, and forgotten once it was sent. */
@Entity('message')
export class MessageEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  channel: Channel;

  @Column('text')
  template: Template;

  /** Goes behind the others. */
  @Column('boolean', { default: false })
  bulk: boolean;

  @Column('text')
  organisation: string;

  @Column('uuid', { name: 'account_id', nullable: true })
  accountId: string | null;

  /** Of `to`, `language` and `notice`. */
  @Column('bytea', { nullable: true })
  sealed: Buffer | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'not_after', nullable: true })
  notAfter: Date | null;

  @Column('timestamptz', { name: 'next_try_at' })
  nextTryAt: Date;

  @Column('integer', { default: 0 })
  tries: number;

  @Column('timestamptz', { name: 'claimed_until', nullable: true })
  claimedUntil: Date | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;

  @Column('timestamptz', { name: 'given_up_at', nullable: true })
  givenUpAt: Date | null;

  /** What went wrong last. */
  @Column('text', { nullable: true })
  failure: FailureReason | null;

  /** Taken off the list of what was given up. */
  @Column('timestamptz', { name: 'discarded_at', nullable: true })
  discardedAt: Date | null;
}
