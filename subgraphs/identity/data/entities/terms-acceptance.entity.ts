import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { AcceptanceMethod } from '../../domain/terms/acceptance.js';
import { AccountEntity } from './account.entity.js';

/** Which version of an organisation's terms binds an account, and since when (V1, R3). */
@Entity('terms_acceptance')
export class TermsAcceptanceEntity {
  @PrimaryColumn('uuid', { name: 'account_id' })
  accountId: string;

  @PrimaryColumn('text')
  organisation: string;

  @PrimaryColumn('text')
  version: string;

  @Column('timestamptz', { name: 'accepted_at' })
  acceptedAt: Date;

  /** In the portal, or by signing the form (R3). */
  @Column('text', { default: 'PORTAL' })
  method: AcceptanceMethod;

  @ManyToOne(() => AccountEntity, (account) => account.termsAcceptances)
  @JoinColumn({ name: 'account_id' })
  account: Relation<AccountEntity>;
}
