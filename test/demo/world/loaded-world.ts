/** The made-up world in two databases of a test's own. */
import { join } from 'node:path';
import { Client } from 'pg';
import { PROJECT_FOLDER } from '../../../demo/project-folder.js';
import { loadWorld, type WorldOptions } from '../../../demo/world/load-world.js';
import { loadOrganisations } from '../../../organisations/policy.js';
import { migrate } from '../../../subgraphs/database.js';
import { IDENTITY_MIGRATIONS } from '../../../subgraphs/identity/data/entities.js';
import { createTestDatabase } from '../../support/database.js';

export const NOW = new Date('2026-03-11T09:30:00Z');

export interface EmptyWorld {
  options: WorldOptions;
  ecd: Client;
  identity: Client;
  drop: () => Promise<void>;
}

export async function createEmptyWorld(): Promise<EmptyWorld> {
  const [ecdDatabase, identityDatabase] = [await createTestDatabase('ecd'), await createTestDatabase('identity')];
  await migrate({ ownerUrl: identityDatabase.ownerUrl, migrations: IDENTITY_MIGRATIONS });
  const ecd = new Client({ connectionString: ecdDatabase.ownerUrl });
  const identity = new Client({ connectionString: identityDatabase.ownerUrl });
  await Promise.all([ecd.connect(), identity.connect()]);
  return {
    ecd,
    identity,
    options: {
      ecdOwnerUrl: ecdDatabase.ownerUrl,
      identityOwnerUrl: identityDatabase.ownerUrl,
      organisations: loadOrganisations(join(PROJECT_FOLDER, 'organisations')),
      passwordPepper: Buffer.alloc(32, 1),
      bsnHashKey: Buffer.alloc(32, 2),
      now: NOW,
    },
    drop: async () => {
      await Promise.all([ecd.end(), identity.end()]);
      await Promise.all([ecdDatabase.drop(), identityDatabase.drop()]);
    },
  };
}

export async function createLoadedWorld(): Promise<EmptyWorld> {
  const world = await createEmptyWorld();
  await loadWorld(world.options);
  return world;
}

export async function rowsOf(
  database: Client,
  query: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  return (await database.query<Record<string, unknown>>(query, values)).rows;
}
