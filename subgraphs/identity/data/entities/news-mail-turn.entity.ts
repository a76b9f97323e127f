import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When it is looked for again whether somebody has news at an organisation, and when they were last told so. */
@Entity('news_mail_turn')
export class NewsMailTurnEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId: string;

  @PrimaryColumn('text')
  organisation: string;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;
}
