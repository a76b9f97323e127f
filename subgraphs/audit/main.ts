/** The audit subgraph as a program of its own. */
import { loadOrganisations } from '../../organisations/policy.js';
import { createHttpServer } from '../../program/http-server.js';
import { createLog } from '../../program/log.js';
import { openRedisStore } from '../../program/redis-store.js';
import { run } from '../../program/run.js';
import { startAudit } from './audit.js';
import { readAuditConfiguration } from './config.js';

await run('audit', async () => {
  const configuration = readAuditConfiguration(process.env);
  const log = createLog('audit', configuration.logLevel);
  const organisations = loadOrganisations(configuration.organisationsDir);
  const store = await openRedisStore({ url: configuration.redisUrl, log });
  const audit = await startAudit(configuration, { store, log, organisations, clock: () => new Date() });
  const server = createHttpServer({ log, handle: audit.handle, notReady: audit.notReady });
  await server.listen({ host: configuration.host, port: configuration.port });
  return {
    stop: async () => {
      await server.close();
      await audit.close();
      await store.close();
    },
  };
});
