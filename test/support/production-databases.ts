/** The databases of a production system: the world that `production-world.js` wrote, copied, and two that are empty. */
import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { createDatabase, dropDatabase, WORKING_ROLES, type Database, type DatabaseKind } from '../../demo/databases.js';
import type { Ending } from '../../demo/ending.js';
import { keysIn, type Keys } from '../../demo/keys.js';
import { createTestDatabase } from './database.js';

export interface ProductionDatabases {
  /** What the world was written under. */
  keys: Keys;
  databases: Record<DatabaseKind, Database>;
}

/** @param ending is told how to drop them. */
export async function createProductionDatabases(ending: Ending): Promise<ProductionDatabases> {
  const { INZAGE_TEST_FOLDER: folder, INZAGE_TEST_ADMIN_URL: adminUrl, INZAGE_TEST_WORLD: world } = process.env;
  if (folder === undefined || adminUrl === undefined || world === undefined)
    throw new Error('no world: run the tests with jest, its global set-up, TEST_DATABASE_URL and TEST_REDIS_URL');
  return {
    keys: keysIn(folder),
    databases: {
      identity: await copyOf(adminUrl, 'identity', world, ending),
      ecd: await copyOf(adminUrl, 'ecd', world, ending),
      dossier: await empty('dossier', ending),
      audit: await empty('audit', ending),
    },
  };
}

async function empty(kind: DatabaseKind, ending: Ending): Promise<Database> {
  const database = await createTestDatabase(kind);
  ending.add(() => database.drop());
  return database;
}

/** What is in the copy belongs to the owner of the original. */
async function copyOf(adminUrl: string, kind: DatabaseKind, world: string, ending: Ending): Promise<Database> {
  const from = `${kind}_${world}`;
  const { url, ownerUrl } = await createDatabase(adminUrl, kind, from); // it is there
  const name = `${kind}_${randomBytes(6).toString('hex')}`;
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const [copy, original, owner] = [name, from, new URL(ownerUrl).username].map(escapeIdentifier);
    await client.query(`CREATE DATABASE ${copy} OWNER ${owner} TEMPLATE ${original}`);
    ending.add(() => dropDatabase(adminUrl, name));
    await client.query(`REVOKE ALL ON DATABASE ${copy} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${copy} TO ${WORKING_ROLES[kind]}`);
  } finally {
    await client.end();
  }
  return { url: at(url, name), ownerUrl: at(ownerUrl, name) };
}

function at(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
