import type { DataSource } from 'typeorm';
import { migrate, openDatabase } from '../../database.js';
import { AccountTable } from './account-table.js';
import { BsnConfirmationTable } from './bsn-confirmation-table.js';
import { IDENTITY_ENTITIES, IDENTITY_MIGRATIONS } from './entities.js';
import { RelationTable } from './relation-table.js';
import { SessionTable } from './session-table.js';
import { SignInChallengeTable } from './sign-in-challenge-table.js';
import { StaffAssignmentTable } from './staff-assignment-table.js';
import { TermsAcceptanceTable } from './terms-acceptance-table.js';

/** Brings the database up to date when its owner's address is known, and opens it. */
export async function openIdentityDatabase({
  databaseUrl,
  ownerDatabaseUrl,
}: {
  databaseUrl: string;
  ownerDatabaseUrl?: string | undefined;
}) {
  if (ownerDatabaseUrl !== undefined) {
    await migrate({ ownerUrl: ownerDatabaseUrl, migrations: IDENTITY_MIGRATIONS });
  }
  const database = await openDatabase({ url: databaseUrl, entities: IDENTITY_ENTITIES });
  return { database, tables: createTables(database) };
}

/** What the domain needs of the database. */
export function createTables(database: DataSource) {
  return {
    accounts: new AccountTable(database),
    relations: new RelationTable(database),
    staff: new StaffAssignmentTable(database),
    acceptances: new TermsAcceptanceTable(database),
    sessions: new SessionTable(database),
    challenges: new SignInChallengeTable(database),
    confirmations: new BsnConfirmationTable(database),
  };
}
