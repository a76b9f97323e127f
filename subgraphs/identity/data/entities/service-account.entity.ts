import { Column, Entity, OneToMany, PrimaryColumn, type Relation } from 'typeorm';
import type { ServiceScope } from '../../../../schema/service-token.js';
import { ServiceAccountKeyEntity } from './service-account-key.entity.js';

/** A reporting tool of one organisation. */
@Entity('service_account')
export class ServiceAccountEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  organisation: string;

  @Column('text')
  name: string;

  @Column('text', { array: true })
  scopes: ServiceScope[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Null: made known before that was kept. */
  @Column('uuid', { name: 'registered_by', nullable: true })
  registeredBy: string | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @OneToMany(() => ServiceAccountKeyEntity, (key) => key.account)
  keys: Relation<ServiceAccountKeyEntity[]>;
}
