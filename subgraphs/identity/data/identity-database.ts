import type { DataSource, EntityManager } from 'typeorm';
import type { StepTrail } from '../../audit-trail.js';
import { migrate, openDatabase } from '../../database.js';
import { recordedSteps } from '../../outbox-step.js';
import { AcceptanceListTable } from './tables/acceptance-list-table.js';
import { AccountTable } from './tables/account-table.js';
import { AccountLockTable } from './tables/account-lock-table.js';
import { ClientRegisterTable } from './tables/client-register-table.js';
import { PortalUserTable } from './tables/portal-user-table.js';
import { StaffRegisterTable } from './tables/staff-register-table.js';
import { BsnConfirmationTable } from './tables/bsn-confirmation-table.js';
import { ClientTable } from './tables/client-table.js';
import { DeletionTable } from './tables/deletion-table.js';
import { EndingAccessTable } from './tables/ending-access-table.js';
import { IDENTITY_ENTITIES, IDENTITY_MIGRATIONS } from './entities.js';
import type { OneStep, Tables } from '../domain/tables.js';
import { ForgettingTable } from './tables/forgetting-table.js';
import { IncapacityTable } from './tables/incapacity-table.js';
import { KnownDeviceTable } from './tables/known-device-table.js';
import { MessageTable } from './tables/message-table.js';
import { NewsMailTable } from './tables/news-mail-table.js';
import { NumberChallengeTable } from './tables/number-challenge-table.js';
import { OldRowsTable } from './tables/old-rows-table.js';
import { OneTimeLinkTable } from './tables/one-time-link-table.js';
import { RecoveryRequestTable } from './tables/recovery-request-table.js';
import { RegistrationTable } from './tables/registration-table.js';
import { RelationTable } from './tables/relation-table.js';
import { sealsOf, type Seals } from './sealing.js';
import { ProviderIdentityTable, ProviderSignInTable } from './tables/provider-sign-in-table.js';
import { ServiceAccountTable } from './tables/service-account-table.js';
import { SecondFactorTable } from './tables/second-factor-table.js';
import { SessionTable } from './tables/session-table.js';
import { SignInChallengeTable } from './tables/sign-in-challenge-table.js';
import { StaffAssignmentTable } from './tables/staff-assignment-table.js';
import { TermsAcceptanceTable } from './tables/terms-acceptance-table.js';
import { TermsAnnouncementTable } from './tables/terms-announcement-table.js';
import { UndeliveredTable } from './tables/undelivered-table.js';

/** Brings the database up to date when its owner's address is known, and opens it. */
export async function openIdentityDatabase({
  databaseUrl,
  ownerDatabaseUrl,
  sealingKey,
}: {
  databaseUrl: string;
  ownerDatabaseUrl?: string | undefined;
  sealingKey: Buffer;
}) {
  if (ownerDatabaseUrl !== undefined) {
    await migrate({ ownerUrl: ownerDatabaseUrl, migrations: IDENTITY_MIGRATIONS });
  }
  const database = await openDatabase({ url: databaseUrl, entities: IDENTITY_ENTITIES, prepares: true });
  const seals = sealsOf(sealingKey);
  const tablesOf = (manager: EntityManager): Tables => createTables(manager, seals);
  return {
    database,
    tables: tablesOf(database.manager),
    stepsOn: (trail: StepTrail) => steps(database, trail, tablesOf),
  };
}

function steps(database: DataSource, trail: StepTrail, tablesOf: (manager: EntityManager) => Tables): OneStep {
  return {
    inOneStep: recordedSteps(database, trail, tablesOf),
    withoutRecord: (work) => database.transaction((manager) => work(tablesOf(manager))),
  };
}

/** What the domain needs of the database: of all of it, or of one transaction. */
export function createTables(database: EntityManager, seals: Seals): Tables {
  return {
    accounts: new AccountTable(database),
    clients: new ClientTable(database),
    relations: new RelationTable(database),
    registrations: new RegistrationTable(database),
    incapacities: new IncapacityTable(database),
    staff: new StaffAssignmentTable(database),
    acceptances: new TermsAcceptanceTable(database),
    acceptanceList: new AcceptanceListTable(database),
    announcements: new TermsAnnouncementTable(database),
    sessions: new SessionTable(database),
    challenges: new SignInChallengeTable(database),
    factors: new SecondFactorTable(database, seals.secondFactors),
    confirmations: new BsnConfirmationTable(database),
    links: new OneTimeLinkTable(database),
    numberChallenges: new NumberChallengeTable(database),
    recoveries: new RecoveryRequestTable(database),
    devices: new KnownDeviceTable(database),
    messages: new MessageTable(database, seals.messages),
    undelivered: new UndeliveredTable(database),
    locks: new AccountLockTable(database),
    portalUsers: new PortalUserTable(database),
    staffRegister: new StaffRegisterTable(database),
    clientRegister: new ClientRegisterTable(database),
    endingAccess: new EndingAccessTable(database),
    deletions: new DeletionTable(database),
    forgettings: new ForgettingTable(database),
    oldRows: new OldRowsTable(database),
    newsMails: new NewsMailTable(database),
    serviceAccounts: new ServiceAccountTable(database),
    providerSignIns: new ProviderSignInTable(database),
    providerIdentities: new ProviderIdentityTable(database),
  };
}
