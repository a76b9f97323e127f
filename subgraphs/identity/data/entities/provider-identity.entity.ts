import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whose account it is that a provider knows under a name of its own. */
@Entity('provider_identity')
export class ProviderIdentityEntity {
  @PrimaryColumn('text')
  issuer: string;

  @PrimaryColumn('text')
  subject: string;

  @Column('uuid', { name: 'account_id' })
  accountId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
