/** The connection to an ECD's contract views: read-only, and never waited for longer than a reader would wait. */
import { DataSource } from 'typeorm';
import { givenUpAfter } from '../../../database.js';

const POOL_SIZE = 10;

/** @param url postgres:// address with the role that may read the contract views and nothing else. */
export async function connectToEcd(url: string, timeLimitMs: number): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize: POOL_SIZE,
    connectTimeoutMS: timeLimitMs,
    installExtensions: false,
    extra: {
      options: '-c default_transaction_read_only=on',
      statement_timeout: timeLimitMs,
      query_timeout: timeLimitMs,
      // not at once, or an answer that is just in time would be cut off with its connection
      ...givenUpAfter(timeLimitMs * 1.5),
    },
  }).initialize();
}
