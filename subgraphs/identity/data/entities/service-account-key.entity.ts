import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { AssertionAlgorithm } from '../../../../schema/service-token.js';
import { ServiceAccountEntity } from './service-account.entity.js';

/** The public half of a tool's key. A retired one stays, and cannot be registered again. */
@Entity('service_account_key')
export class ServiceAccountKeyEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId: string;

  @PrimaryColumn('text')
  kid: string;

  @Column('text')
  algorithm: AssertionAlgorithm;

  @Column('jsonb')
  jwk: Record<string, string>;

  /** RFC 7638. */
  @Column('text')
  thumbprint: string;

  @Column('timestamptz', { name: 'registered_at' })
  registeredAt: Date;

  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt: Date | null;

  @ManyToOne(() => ServiceAccountEntity, (account) => account.keys)
  @JoinColumn({ name: 'account_id' })
  account: Relation<ServiceAccountEntity>;
}
