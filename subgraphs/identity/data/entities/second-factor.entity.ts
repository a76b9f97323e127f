import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SecondFactorKind } from '../../domain/second-factors/second-factor.js';

@Entity('second_factor')
export class SecondFactorEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  kind: SecondFactorKind;

  /** As its holder calls it. */
  @Column('text')
  name: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Null until it has been shown to work; it opens nothing before. */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;

  /** Of an authenticator app; sealed. */
  @Column('bytea', { nullable: true })
  secret: Buffer | null;

  /** The last step of time of which a code was used: neither it nor one before it is good again. */
  @Column('integer', { name: 'last_step', nullable: true })
  lastStep: number | null;

  /** Of a passkey: the host of the portal that it was made for. */
  @Column('text', { name: 'rp_id', nullable: true })
  rpId: string | null;

  /** Base64url. */
  @Column('text', { name: 'credential_id', nullable: true })
  credentialId: string | null;

  /** COSE. */
  @Column('bytea', { name: 'public_key', nullable: true })
  publicKey: Buffer | null;

  /** How often the passkey says it was used; 32 bits without a sign. */
  @Column('bigint', { default: 0, transformer: { to: (value: number) => value, from: Number } })
  counter: number;

  @Column('text', { array: true, default: () => "'{}'" })
  transports: string[];
}
