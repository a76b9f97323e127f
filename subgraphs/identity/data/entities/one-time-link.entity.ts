import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LinkKind } from '../../domain/credentials/one-time-link.js';

@Entity('one_time_link')
export class OneTimeLinkEntity {
  @PrimaryColumn('bytea')
  hash: Buffer;

  @Column('text')
  kind: LinkKind;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('text', { nullable: true })
  value: string | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
