import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { Authentication, ProviderAudience } from '../../../../schema/caller.js';
import type { SessionEnd } from '../../domain/session/session.js';
import { AccountEntity } from './account.entity.js';

/** A sign-in and the family of refresh tokens that came from it. */
@Entity('session')
export class SessionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** The last refresh. */
  @Column('timestamptz', { name: 'last_used_at' })
  lastUsedAt: Date;

  /** The end that no refresh moves. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('text', { name: 'ended_reason', nullable: true })
  endedReason: SessionEnd | null;

  /** How its holder signed in. */
  @Column('text')
  authentication: Authentication;

  /** Of OIDC: whose provider it was. */
  @Column('text', { name: 'provider_organisation', nullable: true })
  providerOrganisation: string | null;

  @Column('text', { name: 'provider_audience', nullable: true })
  providerAudience: ProviderAudience | null;

  /** Whether its holder signed in twice since. */
  @Column('boolean', { default: false })
  superseded: boolean;

  @ManyToOne(() => AccountEntity)
  @JoinColumn({ name: 'account_id' })
  account: Relation<AccountEntity>;
}
