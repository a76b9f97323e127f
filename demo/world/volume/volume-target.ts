/** Where the volume is written: the default set-up's own databases, running or not, or databases that were named. */
import { join } from 'node:path';
import { Client } from 'pg';
import { z } from 'zod';
import { loadOrganisations } from '../../../organisations/policy.js';
import { readConfiguration, StartUpError } from '../../../program/configuration.js';
import { migrate } from '../../../subgraphs/database.js';
import { createPasswordHasher } from '../../../subgraphs/identity/data/argon2-password-hasher.js';
import { IDENTITY_MIGRATIONS } from '../../../subgraphs/identity/data/entities.js';
import { readDemoConfiguration } from '../../config.js';
import { openDataFolder } from '../../data-folder.js';
import { createDatabase } from '../../databases.js';
import { runningPostgres, startEmbeddedPostgres } from '../../embedded-postgres.js';
import type { Ending } from '../../ending.js';
import { keysIn } from '../../keys.js';
import { PROJECT_FOLDER } from '../../project-folder.js';
import type { VolumeOptions } from './volume-options.js';
import type { VolumeTarget } from './write-volume.js';

type Environment = Record<string, string | undefined>;

interface Addresses {
  ecdUrl: string;
  identityUrl: string;
  passwordPepper: Buffer;
  bsnHashKey: Buffer;
}

/**
 * @param ending is told how to let go of what was opened.
 * @throws StartUpError saying in one line why there is nothing to write to.
 */
export async function openVolumeTarget(
  { urls }: VolumeOptions,
  environment: Environment,
  ending: Ending,
): Promise<VolumeTarget> {
  const addresses = urls === null ? await ownDatabases(environment, ending) : namedDatabases(urls, environment);
  const ecd = await connect(addresses.ecdUrl, ending);
  const identity = await connect(addresses.identityUrl, ending);
  await assertMigrated(identity);
  return {
    ecd,
    identity,
    organisations: loadOrganisations(join(PROJECT_FOLDER, 'organisations')),
    passwords: await createPasswordHasher(addresses.passwordPepper),
    bsnHashKey: addresses.bsnHashKey,
  };
}

async function ownDatabases(environment: Environment, ending: Ending): Promise<Addresses> {
  const { folder } = readDemoConfiguration(environment);
  const adminUrl = runningPostgres(folder) ?? (await startOwn(folder, ending));
  const keys = keysIn(folder);
  const identity = await createDatabase(adminUrl, 'identity', 'identity');
  const ecd = await createDatabase(adminUrl, 'ecd', 'ecd');
  await migrate({ ownerUrl: identity.ownerUrl, migrations: IDENTITY_MIGRATIONS });
  return {
    ecdUrl: ecd.ownerUrl,
    identityUrl: identity.ownerUrl,
    passwordPepper: Buffer.from(keys.passwordPepper, 'base64'),
    bsnHashKey: Buffer.from(keys.bsnHashKey, 'base64'),
  };
}

async function startOwn(folder: string, ending: Ending): Promise<string> {
  const data = openDataFolder(folder);
  ending.add(async () => data.release());
  const postgres = await startEmbeddedPostgres({ folder: data.path });
  ending.add(postgres.stop);
  return postgres.adminUrl;
}

const secret = z.base64().min(44, 'is not base64 of at least 32 bytes');
const secrets = z.object({ PASSWORD_PEPPER: secret, BSN_HASH_KEY: secret });

function namedDatabases(urls: NonNullable<VolumeOptions['urls']>, environment: Environment): Addresses {
  const read = readConfiguration(secrets, environment);
  return {
    ecdUrl: urls.ecd,
    identityUrl: urls.identity,
    passwordPepper: Buffer.from(read.PASSWORD_PEPPER, 'base64'),
    bsnHashKey: Buffer.from(read.BSN_HASH_KEY, 'base64'),
  };
}

async function connect(url: string, ending: Ending): Promise<Client> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartUpError([`${nameOf(url)} cannot be reached: ${message || (code ?? 'no answer')}`]);
  }
  ending.add(() => client.end());
  return client;
}

/** Without the password. */
function nameOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

async function assertMigrated(identity: Client): Promise<void> {
  const { rows } = await identity.query<{ present: string | null }>("SELECT to_regclass('public.account') AS present");
  if (rows[0]?.present === null) {
    throw new StartUpError(["identity's database has no tables yet: start identity on it once"]);
  }
}
