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
  server: Server,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  return onServer(server, async (adminUrl, stays) => {
    if (stays) return work(await createDatabase(adminUrl, kind, `bench_${kind}`));
    const name = `bench_${kind}_${randomBytes(4).toString('hex')}`;
    try {
      return await work(await createDatabase(adminUrl, kind, name));
    } finally {
      await dropDatabase(adminUrl, name);
    }
  });
}

/**
 * @param work gets the administrator's address, and whether what it makes there stays for the next time. What does not
 * stay it takes away itself: the server may go on.
 */
export async function onServer<T>(
  { adminUrl, settings, folder: kept }: Server,
  work: (adminUrl: string, stays: boolean) => Promise<T>,
): Promise<T> {
  if (adminUrl !== undefined) return work(adminUrl, false);
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'inzage-bench-'));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o711); // the server may run as another user; see demo/postgres-user.ts
  const server = await startEmbeddedPostgres({ folder, ...(settings && { settings }) });
  try {
    return await work(server.adminUrl, kept !== undefined);
  } finally {
    await server.stop();
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
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
