import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A sign-in that waits for its SMS code. */
@Entity('sign_in_challenge')
export class SignInChallengeEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  /** Keyed hash of this challenge's one live code. */
  @Column('bytea', { name: 'code_hash' })
  codeHash: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('integer', { default: 0 })
  tries: number;

  @Column('integer', { default: 1 })
  sends: number;

  @Column('timestamptz', { name: 'last_sent_at' })
  lastSentAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;

  /** Where the sign-in came from. */
  @Column('text')
  address: string;

  /** Of a sign-in that began with a one-time link: the link, and the password that was chosen by it. */
  @Column('bytea', { name: 'link_hash', nullable: true })
  linkHash: Buffer | null;

  @Column('text', { name: 'new_password_hash', nullable: true })
  newPasswordHash: string | null;
}
