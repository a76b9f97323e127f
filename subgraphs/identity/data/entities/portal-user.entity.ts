import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That an account has, or had, to do with an organisation. Written by triggers; read by the lists of the administration. */
@Entity('portal_user')
export class PortalUserEntity {
  @PrimaryColumn('text')
  organisation: string;

  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId: string;

  /** Family name without case and accents. */
  @Column({ type: 'text', name: 'sort_name', collation: 'C' })
  sortName: string;

  /** Of name and e-mail address, each with the organisation before it. */
  @Column('tsvector', { select: false })
  words: string;
}
