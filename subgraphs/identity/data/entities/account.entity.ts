import { Column, Entity, OneToMany, PrimaryGeneratedColumn, type Relation } from 'typeorm';
import type { Language } from '../../../../schema/caller.js';
import type { NewsMail } from '../../domain/news/news-mail.js';
import { TermsAcceptanceEntity } from './terms-acceptance.entity.js';

/** One natural person (V6, V7). V28: these data and nothing more. */
@Entity('account')
export class AccountEntity {
  @PrimaryGeneratedColumn('uuid')
  id: string;

  /** Lower case. */
  @Column('text')
  email: string;

  /** E.164. */
  @Column('text', { name: 'mobile_number' })
  mobileNumber: string;

  /** Null until the person has chosen one. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash: string | null;

  /** When the person showed that the e-mail address and the mobile number are theirs (V9). */
  @Column('timestamptz', { name: 'activated_at', nullable: true })
  activatedAt: Date | null;

  /** Since when the old password is worth nothing: whoever reported misuse starts anew by a link (R23). */
  @Column('timestamptz', { name: 'recovery_required_at', nullable: true })
  recoveryRequiredAt: Date | null;

  @Column('text', { name: 'given_name', nullable: true })
  givenName: string | null;

  @Column('text', { name: 'family_name', nullable: true })
  familyName: string | null;

  @Column('text', { name: 'name_text' })
  nameText: string;

  @Column('text', { default: 'nl' })
  language: Language;

  /** How often the person wants to be told by mail that there is news, and since when. */
  @Column('text', { name: 'news_mail', default: 'NEVER' })
  newsMail: NewsMail;

  @Column('timestamptz', { name: 'news_mail_chosen_at', nullable: true })
  newsMailChosenAt: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { name: 'locked_at', nullable: true })
  lockedAt: Date | null;

  @Column('text', { name: 'locked_reason', nullable: true })
  lockedReason: string | null;

  /** Whose administration locked it; null: the system did (R29). */
  @Column('text', { name: 'locked_by_organisation', nullable: true })
  lockedByOrganisation: string | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('text', { name: 'ended_reason', nullable: true })
  endedReason: string | null;

  @OneToMany(() => TermsAcceptanceEntity, (acceptance) => acceptance.account)
  termsAcceptances: Relation<TermsAcceptanceEntity[]>;
}
