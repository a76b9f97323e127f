/** All tables of identity's database, and the migrations that make them. */
import { AuditOutboxEntry, auditOutboxMigration } from '../../audit-outbox.js';
import { AccountEntity } from './entities/account.entity.js';
import { ClientEntity } from './entities/client.entity.js';
import { IdentityTables1763700000000 } from './migrations/1763700000000-identity-tables.js';
import { WholeLife1764100000000 } from './migrations/1764100000000-whole-life.js';
import { ServicesAndProviders1764170000000 } from './migrations/1764170000000-services-and-providers.js';
import { SecondFactors1764160000000 } from './migrations/1764160000000-second-factors.js';
import { MessageDelivery1764110000000 } from './migrations/1764110000000-message-delivery.js';
import { Registrations1764120000000 } from './migrations/1764120000000-registrations.js';
import { RegistrationSearch1764180000000 } from './migrations/1764180000000-registration-search.js';
import { EndOfAccess1764130000000 } from './migrations/1764130000000-end-of-access.js';
import { PortalUsers1764140000000 } from './migrations/1764140000000-portal-users.js';
import { Credentials1764150000000 } from './migrations/1764150000000-credentials.js';
import { ContactDetails1764190000000 } from './migrations/1764190000000-contact-details.js';
import { OldRows1764200000000 } from './migrations/1764200000000-old-rows.js';
import { HeldAccess1764210000000 } from './migrations/1764210000000-held-access.js';
import { ForgettingElsewhere1764230000000 } from './migrations/1764230000000-forgetting-elsewhere.js';
import { NewsMail1764240000000 } from './migrations/1764240000000-news-mail.js';
import { ServiceResponsible1764530000000 } from './migrations/1764530000000-service-responsible.js';
import { IncapacityEntity } from './entities/incapacity.entity.js';
import { KnownDeviceEntity } from './entities/known-device.entity.js';
import { MessageEntity } from './entities/message.entity.js';
import { NewsMailTurnEntity } from './entities/news-mail-turn.entity.js';
import { NumberChallengeEntity } from './entities/number-challenge.entity.js';
import { OneTimeLinkEntity } from './entities/one-time-link.entity.js';
import { ProviderIdentityEntity } from './entities/provider-identity.entity.js';
import { ProviderSignInEntity } from './entities/provider-sign-in.entity.js';
import { RecoveryRequestEntity } from './entities/recovery-request.entity.js';
import { RefreshTokenEntity } from './entities/refresh-token.entity.js';
import { RegistrationEntity } from './entities/registration.entity.js';
import { RelationEntity } from './entities/relation.entity.js';
import { SecondFactorEntity } from './entities/second-factor.entity.js';
import { ServiceAccountKeyEntity } from './entities/service-account-key.entity.js';
import { ServiceAccountEntity } from './entities/service-account.entity.js';
import { ServiceSessionEntity } from './entities/service-session.entity.js';
import { SessionEntity } from './entities/session.entity.js';
import { SignInChallengeEntity } from './entities/sign-in-challenge.entity.js';
import { StaffAssignmentEntity } from './entities/staff-assignment.entity.js';
import { TermsAcceptanceEntity } from './entities/terms-acceptance.entity.js';
import { ForgettingEntity } from './entities/forgetting.entity.js';
import { PortalUserEntity } from './entities/portal-user.entity.js';
import { TermsAnnouncementEntity } from './entities/terms-announcement.entity.js';

export const IDENTITY_ENTITIES = [
  AccountEntity,
  ClientEntity,
  RelationEntity,
  RegistrationEntity,
  IncapacityEntity,
  StaffAssignmentEntity,
  TermsAcceptanceEntity,
  TermsAnnouncementEntity,
  ForgettingEntity,
  PortalUserEntity,
  SessionEntity,
  RefreshTokenEntity,
  SignInChallengeEntity,
  SecondFactorEntity,
  OneTimeLinkEntity,
  NumberChallengeEntity,
  RecoveryRequestEntity,
  KnownDeviceEntity,
  MessageEntity,
  NewsMailTurnEntity,
  ServiceAccountEntity,
  ServiceAccountKeyEntity,
  ServiceSessionEntity,
  ProviderSignInEntity,
  ProviderIdentityEntity,
  AuditOutboxEntry,
];

export const IDENTITY_MIGRATIONS = [
  IdentityTables1763700000000,
  WholeLife1764100000000,
  MessageDelivery1764110000000,
  Registrations1764120000000,
  EndOfAccess1764130000000,
  PortalUsers1764140000000,
  Credentials1764150000000,
  SecondFactors1764160000000,
  ServicesAndProviders1764170000000,
  RegistrationSearch1764180000000,
  ContactDetails1764190000000,
  OldRows1764200000000,
  HeldAccess1764210000000,
  ForgettingElsewhere1764230000000,
  NewsMail1764240000000,
  ServiceResponsible1764530000000,
  auditOutboxMigration('inzage_identity'),
];
