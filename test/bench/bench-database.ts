/** A database of a benchmark's own, on the server that was named or on one that lives as long as the benchmark. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { createDatabase, dropDatabase, type Database, type DatabaseKind } from '../../demo/databases.js';
import { startEmbeddedPostgres } from '../../demo/embedded-postgres.js';

/** For what is only read: what is lost when the machine stops does not matter. */
export const NOT_DURABLE = { fsync: 'off', synchronous_commit: 'off' };

interface Server {
  adminUrl: string | undefined;
  /** Of a server that is started here. */
  settings?: Record<string, string>;
  /** Where the database stays for the next time; without it nothing is kept. */
  folder?: string | undefined;
}

export async function onDatabase<T>(
  kind: DatabaseKind,
  { adminUrl, settings, folder: kept }: Server,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  if (adminUrl !== undefined) return onDatabaseOf(adminUrl, kind, work);
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'inzage-bench-'));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711); // the server may run as another user; see demo/postgres-user.ts
  const server = await startEmbeddedPostgres({ folder, ...(settings && { settings }) });
  try {
    if (kept !== undefined) return await work(await createDatabase(server.adminUrl, kind, `bench_${kind}`));
    return await onDatabaseOf(server.adminUrl, kind, work);
  } finally {
    await server.stop();
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function onDatabaseOf<T>(
  adminUrl: string,
  kind: DatabaseKind,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const name = `bench_${kind}_${randomBytes(4).toString('hex')}`;
  try {
    return await work(await createDatabase(adminUrl, kind, name));
  } finally {
    await dropDatabase(adminUrl, name);
  }
}

/** By a connection that waits as long as it takes. */
export async function asOwner<T>({ ownerUrl }: Database, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
