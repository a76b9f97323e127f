/** A database of a test's own, with the roles that it has in production. */
import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { createDatabase, dropDatabase, WORKING_ROLES, type Database, type DatabaseKind } from '../../demo/databases.js';
import { migrate, type MigrationOptions } from '../../subgraphs/database.js';

export interface TestDatabase extends Database {
  drop(): Promise<void>;
}

/** On the server that start-database.js started for this run, or on the one that TEST_DATABASE_URL names. */
export async function createTestDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  const adminUrl = administration();
  const name = nameOf(kind);
  const database = await createDatabase(adminUrl, kind, name);
  return { ...database, drop: () => dropDatabase(adminUrl, name) };
}

/** By kind; migrating is most of what a database of a test costs, and each process of tests does it once. */
const migrated = new Map<DatabaseKind, Promise<Database>>();

/** The same with its tables, owned by the role that owns those of all copies. */
export async function createMigratedDatabase(
  kind: DatabaseKind,
  migrations: MigrationOptions['migrations'],
): Promise<TestDatabase> {
  if (process.env['TEST_DATABASE_URL'] !== undefined) return migratedByItself(kind, migrations);
  const adminUrl = administration();
  const original = await (migrated.get(kind) ?? remember(kind, migrations));
  const name = nameOf(kind);
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const template = escapeIdentifier(new URL(original.url).pathname.slice(1));
    const owner = escapeIdentifier(new URL(original.ownerUrl).username);
    const copy = escapeIdentifier(name);
    await client.query(`CREATE DATABASE ${copy} OWNER ${owner} TEMPLATE ${template}`);
    await client.query(`REVOKE ALL ON DATABASE ${copy} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${copy} TO ${WORKING_ROLES[kind]}`);
  } finally {
    await client.end();
  }
  const at = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  return { url: at(original.url), ownerUrl: at(original.ownerUrl), drop: () => dropDatabase(adminUrl, name) };
}

/** On a server that outlives this run, which would keep what the others were copied from. */
async function migratedByItself(kind: DatabaseKind, migrations: MigrationOptions['migrations']): Promise<TestDatabase> {
  const database = await createTestDatabase(kind);
  await migrate({ ownerUrl: database.ownerUrl, migrations });
  return database;
}

function remember(kind: DatabaseKind, migrations: MigrationOptions['migrations']): Promise<Database> {
  const original = migratedByItself(kind, migrations);
  migrated.set(kind, original);
  return original;
}

function administration(): string {
  const adminUrl = process.env['INZAGE_TEST_ADMIN_URL'];
  if (adminUrl === undefined) throw new Error('no database server: run the tests with jest and its global set-up');
  return adminUrl;
}

function nameOf(kind: DatabaseKind): string {
  return `${kind}_${randomBytes(6).toString('hex')}`;
}
