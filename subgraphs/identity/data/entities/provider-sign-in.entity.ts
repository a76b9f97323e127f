import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ProviderAudience } from '../../../../schema/caller.js';

/** A sign-in by an organisation's own provider, from its start until the person comes back. */
@Entity('provider_sign_in')
export class ProviderSignInEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  organisation: string;

  @Column('text')
  audience: ProviderAudience;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
