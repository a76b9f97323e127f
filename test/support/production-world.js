/** What each production system of a run starts with: the made-up world, written here once and then copied. */
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase } from '../../dist/demo/databases.js';
import { keysIn } from '../../dist/demo/keys.js';
import { loadWorld } from '../../dist/demo/world/load-world.js';
import { loadOrganisations } from '../../dist/organisations/policy.js';
import { migrate } from '../../dist/subgraphs/database.js';
import { IDENTITY_MIGRATIONS } from '../../dist/subgraphs/identity/data/entities.js';

/**
 * @param folder of the run: the keys that passwords and BSNs are hashed under lie there.
 * @returns how to drop it. The variable INZAGE_TEST_WORLD tells the tests what its databases are called.
 */
export async function writeProductionWorld(adminUrl, folder) {
  const keys = keysIn(folder);
  const world = `world_${randomBytes(6).toString('hex')}`;
  const identity = await createDatabase(adminUrl, 'identity', `identity_${world}`);
  const ecd = await createDatabase(adminUrl, 'ecd', `ecd_${world}`);
  await migrate({ ownerUrl: identity.ownerUrl, migrations: IDENTITY_MIGRATIONS });
  await loadWorld({
    identityOwnerUrl: identity.ownerUrl,
    ecdOwnerUrl: ecd.ownerUrl,
    organisations: loadOrganisations('organisations'),
    passwordPepper: Buffer.from(keys.passwordPepper, 'base64'),
    bsnHashKey: Buffer.from(keys.bsnHashKey, 'base64'),
    now: new Date(),
  });
  process.env.INZAGE_TEST_WORLD = world;
  return async () => {
    await dropDatabase(adminUrl, `identity_${world}`);
    await dropDatabase(adminUrl, `ecd_${world}`);
  };
}
