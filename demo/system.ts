/** The default set-up, whole: a data folder, an embedded PostgreSQL with the made-up world, and the four programs over it. */
import { createServer } from 'node:net';
import { join } from 'node:path';
import { loadOrganisations } from '../organisations/policy.js';
import { createLog } from '../program/log.js';
import { openDataFolder } from './data-folder.js';
import { createDatabase, type Database, type DatabaseKind } from './databases.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { keepEcdEnvironment } from './ecd/ecd-environment.js';
import { keepAuditEnvironment } from './audit-environment.js';
import { Ending } from './ending.js';
import { keysIn } from './keys.js';
import { outboxSenders, type OutboxMessage } from './outbox.js';
import { PROJECT_FOLDER } from './project-folder.js';

export interface SystemOptions {
  /** Holds everything that is kept. */
  folder: string;
  port: number;
  logLevel: string;
  /** Sees each mail and text message as it is sent. */
  onMessage: (message: OutboxMessage) => void;
}

export interface System {
  url: string;
  /** The file with all mails and text messages. */
  outbox: string;
  /** Finishes what is in flight and lets go of everything, in order. */
  stop: () => Promise<void>;
}

/** @throws StartUpError, or EADDRINUSE when the port is taken; nothing is left running then. */
export async function startSystem(options: SystemOptions): Promise<System> {
  const ending = new Ending();
  try {
    return await start(options, ending);
  } catch (error) {
    await ending.run();
    throw error;
  }
}

async function start({ folder, port, logLevel, onMessage }: SystemOptions, ending: Ending): Promise<System> {
  await assertFree(port);
  const data = openDataFolder(folder);
  ending.add(async () => data.release());
  const keys = keysIn(data.path);
  const loading = import('./programs.js'); // seconds of it, while the database starts
  const postgres = await startEmbeddedPostgres({ folder: data.path });
  ending.add(postgres.stop);
  const databases = await createDatabases(postgres.adminUrl);
  const outbox = join(data.path, 'outbox.ndjson');
  const checkpointFolder = join(data.path, 'checkpoints');
  const { startPrograms } = await loading;
  const { gateway, ecds } = await startPrograms(
    {
      keys,
      databases,
      port,
      checkpointFolder,
      organisations: loadOrganisations(join(PROJECT_FOLDER, 'organisations')),
      clock: () => new Date(),
      log: createLog('inzage', logLevel),
      ...outboxSenders(outbox, onMessage),
    },
    ending,
  );
  const forget = keepEcdEnvironment(data.path, ecds);
  ending.add(async () => forget());
  const forgetAudit = keepAuditEnvironment(data.path, { databaseUrl: databases.audit.url, checkpointFolder, keys });
  ending.add(async () => forgetAudit());
  return { url: gateway.url, outbox, stop: () => ending.run() };
}

/** Before the long work, so that a taken port is known at once. */
async function assertFree(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}

async function createDatabases(adminUrl: string): Promise<Record<DatabaseKind, Database>> {
  return {
    identity: await createDatabase(adminUrl, 'identity', 'identity'),
    dossier: await createDatabase(adminUrl, 'dossier', 'dossier'),
    audit: await createDatabase(adminUrl, 'audit', 'audit'),
    ecd: await createDatabase(adminUrl, 'ecd', 'ecd'),
  };
}
