/** A subgraph's own PostgreSQL database: migrated by its owner, used by a role that can do no more than it needs. */
import { Socket } from 'node:net';
import { DataSource, type EntitySchema, type MigrationInterface, type MixedList } from 'typeorm';
import { preparingClient } from './prepared-statements.js';

const STATEMENT_TIMEOUT_MS = 5_000;
/** Longer than any statement takes; a transaction that waits so long for its next statement has lost its program. */
const SILENCE_MS = 8_000;
const CONNECT_TIMEOUT_MS = 3_000;

export interface DatabaseOptions {
  /** postgres:// address with the role that the program works with. */
  url: string;
  entities: MixedList<(new () => object) | EntitySchema>;
  /** Largest number of connections of this process. */
  poolSize?: number;
  /** Statements are planned once on each connection; for those that are short and come back in the same words. */
  prepares?: boolean;
}

export async function openDatabase({
  url,
  entities,
  poolSize = 10,
  prepares = false,
}: DatabaseOptions): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    poolSize,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    uuidExtension: 'pgcrypto',
    installExtensions: false,
    extra: {
      statement_timeout: STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: SILENCE_MS,
      ...givenUpAfter(SILENCE_MS),
      ...(prepares && { Client: preparingClient() }),
    },
  }).initialize();
}

/**
 * Gives up a connection on which nothing has come or gone for so long: a server that vanished without a word would
 * otherwise be waited for without end. A connection that nobody uses is closed before that.
 */
export function givenUpAfter(silenceMs: number): { stream: () => Socket; idleTimeoutMillis: number } {
  const stream = (): Socket => {
    const socket = new Socket();
    return socket.setTimeout(silenceMs, () => socket.destroy(new Error(`the database was silent for ${silenceMs} ms`)));
  };
  return { stream, idleTimeoutMillis: silenceMs / 2 };
}

export interface MigrationOptions {
  /** postgres:// address with the role that owns the database. */
  ownerUrl: string;
  migrations: (new () => MigrationInterface)[];
}

/** Brings the database up to date, all migrations or none. Several processes may start at once: one migrates, the rest wait. */
export async function migrate({ ownerUrl, migrations }: MigrationOptions): Promise<void> {
  const database = await new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations,
    poolSize: 2,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    installExtensions: false,
  }).initialize();
  const lock = database.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock(hashtext($1))', ['inzage-migrations']);
    await database.runMigrations({ transaction: 'all' });
  } finally {
    await lock.release();
    await database.destroy();
  }
}
