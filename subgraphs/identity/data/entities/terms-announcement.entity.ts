import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who was told of new terms, so that nobody is told twice (V3, R33). */
@Entity('terms_announcement')
export class TermsAnnouncementEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId: string;

  @PrimaryColumn('text')
  organisation: string;

  @PrimaryColumn('text')
  version: string;

  @Column('timestamptz', { name: 'announced_at' })
  announcedAt: Date;
}
