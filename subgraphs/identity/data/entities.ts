/** All tables of identity's database, and the migrations that make them. */
import { AuditOutboxEntry, auditOutboxMigration } from '../../audit-outbox.js';
import { AccountEntity } from './entities/account.entity.js';
import { ClientEntity } from './entities/client.entity.js';
import { IdentityTables1763700000000 } from './migrations/1763700000000-identity-tables.js';
import { RefreshTokenEntity } from './entities/refresh-token.entity.js';
import { RelationEntity } from './entities/relation.entity.js';
import { SessionEntity } from './entities/session.entity.js';
import { SignInChallengeEntity } from './entities/sign-in-challenge.entity.js';
import { StaffAssignmentEntity } from './entities/staff-assignment.entity.js';
import { TermsAcceptanceEntity } from './entities/terms-acceptance.entity.js';

export const IDENTITY_ENTITIES = [
  AccountEntity,
  ClientEntity,
  RelationEntity,
  StaffAssignmentEntity,
  TermsAcceptanceEntity,
  SessionEntity,
  RefreshTokenEntity,
  SignInChallengeEntity,
  AuditOutboxEntry,
];

export const IDENTITY_MIGRATIONS = [IdentityTables1763700000000, auditOutboxMigration('inzage_identity')];
