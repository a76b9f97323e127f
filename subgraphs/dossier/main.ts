/** The dossier program: reads its configuration, builds its parts, listens. */
import 'reflect-metadata';
import { loadOrganisations } from '../../organisations/policy.js';
import { createHttpServer } from '../../program/http-server.js';
import { createLog } from '../../program/log.js';
import { openRedisStore } from '../../program/redis-store.js';
import { run } from '../../program/run.js';
import { httpTransport } from '../../program/transport.js';
import { readDossierConfiguration } from './config.js';
import { startDossier } from './dossier.js';

const AUDIT_LIMIT_MS = 3_000;

await run('dossier', async () => {
  const configuration = readDossierConfiguration(process.env);
  const organisations = loadOrganisations(configuration.organisationsDir);
  const log = createLog('dossier', configuration.logLevel);
  const store = await openRedisStore({ url: configuration.redisUrl, log });
  const dossier = await startDossier(configuration, {
    store,
    log,
    organisations,
    clock: () => new Date(),
    audit: httpTransport(configuration.auditUrl, AUDIT_LIMIT_MS),
  });
  const server = createHttpServer({ log, handle: dossier.handle, notReady: dossier.notReady });
  await server.listen({ host: configuration.host, port: configuration.port });
  return {
    stop: async () => {
      await server.close();
      await dossier.close();
      await store.close();
    },
  };
});
