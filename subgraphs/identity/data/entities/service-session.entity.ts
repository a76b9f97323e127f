import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ServiceScope } from '../../../../schema/service-token.js';

/** One access token of a reporting tool. */
@Entity('service_session')
export class ServiceSessionEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text')
  kid: string;

  @Column('text', { array: true })
  scopes: ServiceScope[];

  @Column('timestamptz', { name: 'issued_at' })
  issuedAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
