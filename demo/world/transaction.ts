import { Client, type ClientBase } from 'pg';

/** Held while the world or a batch of volume is written, so that of two who load at once one waits and then finds it done. */
const LOCK = 'SELECT pg_advisory_xact_lock(4961)';

export async function connected<T>(url: string, work: (database: ClientBase) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** All of it or nothing, and nobody else writes meanwhile. */
export async function inTransaction<T>(database: ClientBase, work: () => Promise<T>): Promise<T> {
  await database.query('BEGIN');
  try {
    await database.query(LOCK);
    const result = await work();
    await database.query('COMMIT');
    return result;
  } catch (error) {
    await database.query('ROLLBACK');
    throw error;
  }
}
