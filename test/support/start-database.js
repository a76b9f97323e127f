/** Before the first test: a folder and one PostgreSQL for the whole run, unless TEST_DATABASE_URL names one. */
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../dist/demo/embedded-postgres.js';
import { writeProductionWorld } from './production-world.js';

/** What is lost when the machine stops does not matter here. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

export default async function startDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'inzage-test-'));
  chmodSync(folder, 0o711); // the server may run as another user; see demo/postgres-user.ts
  process.env.INZAGE_TEST_FOLDER = folder;
  if (process.env.TEST_DATABASE_URL) {
    process.env.INZAGE_TEST_ADMIN_URL = process.env.TEST_DATABASE_URL;
    if (process.env.TEST_REDIS_URL) {
      globalThis.stopTestDatabase = await writeProductionWorld(process.env.TEST_DATABASE_URL, folder);
    }
    return;
  }
  const server = await startEmbeddedPostgres({ folder, settings: FAST });
  process.env.INZAGE_TEST_ADMIN_URL = server.adminUrl;
  globalThis.stopTestDatabase = () => server.stop();
}
