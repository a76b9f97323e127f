/**
 * Databases and their roles on a PostgreSQL that we administer: the demo's four, and the tests' own. A database has an
 * owner that migrates it and a working role that can do no more than the migrations grant.
 */
import { createHmac } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** The working role of each kind of database. The ECD's may only read. */
export const WORKING_ROLES = {
  identity: 'inzage_identity',
  dossier: 'inzage_dossier',
  audit: 'inzage_audit',
  ecd: 'inzage_ecd_reader',
} as const;

export type DatabaseKind = keyof typeof WORKING_ROLES;

export interface Database {
  /** Address with the working role. */
  url: string;
  /** Address with the role that owns the database. */
  ownerUrl: string;
}

/** Only one at a time may make roles and databases on a server. */
const LOCK = 'SELECT pg_advisory_lock(4960)';

/** Makes a database and its roles unless they are there. */
export async function createDatabase(adminUrl: string, kind: DatabaseKind, name: string): Promise<Database> {
  const owner = `${name}_owner`;
  await administer(adminUrl, async (client) => {
    await client.query(LOCK);
    await ensureRole(client, adminUrl, owner);
    await ensureRole(client, adminUrl, WORKING_ROLES[kind]);
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) {
      await client.query(
        `CREATE DATABASE ${escapeIdentifier(name)} OWNER ${escapeIdentifier(owner)} TEMPLATE template0 ENCODING 'UTF8'`,
      );
    }
    await client.query(`REVOKE ALL ON DATABASE ${escapeIdentifier(name)} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${escapeIdentifier(name)} TO ${WORKING_ROLES[kind]}`);
  });
  return { url: addressOf(adminUrl, WORKING_ROLES[kind], name), ownerUrl: addressOf(adminUrl, owner, name) };
}

/** Removes a database and its owner; the working roles are shared and stay. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await administer(adminUrl, async (client) => {
    await client.query(LOCK);
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
    await client.query(`DROP ROLE IF EXISTS ${escapeIdentifier(`${name}_owner`)}`);
  });
}

async function administer(adminUrl: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function ensureRole(client: Client, adminUrl: string, role: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
  const password = escapeLiteral(passwordOf(adminUrl, role));
  await client.query(`${verb} ROLE ${escapeIdentifier(role)} LOGIN PASSWORD ${password}`);
}

function addressOf(adminUrl: string, role: string, database: string): string {
  const address = new URL(adminUrl);
  address.username = role;
  address.password = passwordOf(adminUrl, role);
  address.pathname = `/${database}`;
  return address.href;
}

/** Whoever administers the server can work these out again, so they need no keeping. */
function passwordOf(adminUrl: string, role: string): string {
  return createHmac('sha256', new URL(adminUrl).password).update(role).digest('base64url');
}
