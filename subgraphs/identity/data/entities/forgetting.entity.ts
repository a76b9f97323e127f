import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person who was deleted here, and whose name the audit log has yet to forget (R18). */
@Entity('forgetting')
export class ForgettingEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId: string;

  @Column('timestamptz')
  since: Date;
}
