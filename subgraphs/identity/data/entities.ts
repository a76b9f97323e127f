/** All tables of identity's database, and the migrations that make them. */
import { AuditOutboxEntry, auditOutboxMigration } from '../../audit-outbox.js';
import { AccountEntity } from './entities/account.entity.js';
import { ClientEntity } from './entities/client.entity.js';
import { IdentityTables1763700000000 } from './migrations/1763700000000-identity-tables.js';
import { WholeLife1764100000000 } from './migrations/1764100000000-whole-life.js';
import { SecondFactors1764160000000 } from './migrations/1764160000000-second-factors.js';
import { IncapacityEntity } from './entities/incapacity.entity.js';
import { MessageEntity } from './entities/message.entity.js';
import { OneTimeLinkEntity } from './entities/one-time-link.entity.js';
import { RefreshTokenEntity } from './entities/refresh-token.entity.js';
import { RelationEntity } from './entities/relation.entity.js';
import { SecondFactorEntity } from './entities/second-factor.entity.js';
import { SessionEntity } from './entities/session.entity.js';
import { SignInChallengeEntity } from './entities/sign-in-challenge.entity.js';
import { StaffAssignmentEntity } from './entities/staff-assignment.entity.js';
import { TermsAcceptanceEntity } from './entities/terms-acceptance.entity.js';

export const IDENTITY_ENTITIES = [
  AccountEntity,
  ClientEntity,
  RelationEntity,
  IncapacityEntity,
  StaffAssignmentEntity,
  TermsAcceptanceEntity,
  SessionEntity,
  RefreshTokenEntity,
  SignInChallengeEntity,
  SecondFactorEntity,
  OneTimeLinkEntity,
  MessageEntity,
  AuditOutboxEntry,
];

export const IDENTITY_MIGRATIONS = [
  IdentityTables1763700000000,
  WholeLife1764100000000,
  SecondFactors1764160000000,
  auditOutboxMigration('inzage_identity'),
];
