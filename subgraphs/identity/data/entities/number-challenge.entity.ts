import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A new mobile number that waits for the code that was sent to it. */
@Entity('number_challenge')
export class NumberChallengeEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  /** E.164. */
  @Column('text', { name: 'mobile_number' })
  mobileNumber: string;

  /** Keyed hash of its one code. */
  @Column('bytea', { name: 'code_hash' })
  codeHash: Buffer;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('integer', { default: 0 })
  tries: number;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
