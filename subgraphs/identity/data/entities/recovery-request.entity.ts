import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody asked for a new password for this address, whether or not there is an account with it; gone once it is seen to. */
@Entity('recovery_request')
export class RecoveryRequestEntity {
  @PrimaryColumn('uuid')
  id: string;

  /** Lower case. */
  @Column('text')
  email: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
