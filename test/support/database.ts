/** A database of a test's own, with the roles that it has in production. */
import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase, type Database, type DatabaseKind } from '../../demo/databases.js';

export interface TestDatabase extends Database {
  drop(): Promise<void>;
}

/** On the server that start-database.js started for this run, or on the one that TEST_DATABASE_URL names. */
export async function createTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const adminUrl = process.env['INZAGE_TEST_ADMIN_URL'];
  if (adminUrl === undefined) throw new Error('no database server: run the tests with jest and its global set-up');
  const name = `${kind}_${randomBytes(6).toString('hex')}`;
  const database = await createDatabase(adminUrl, kind, name);
  return { ...database, drop: () => dropDatabase(adminUrl, name) };
}
