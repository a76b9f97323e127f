/** The gateway as a program of its own. */
import { createLog } from '../program/log.js';
import { openRedisStore } from '../program/redis-store.js';
import { run } from '../program/run.js';
import { httpTransport } from '../program/transport.js';
import { readGatewayConfiguration } from './config.js';
import { LIMITS } from './limits.js';

await run('gateway', async () => {
  const configuration = readGatewayConfiguration(process.env);
  const log = createLog('gateway', configuration.logLevel);
  const store = await openRedisStore({ url: configuration.redisUrl, log });
  // loaded last: what is wrong with the configuration is known at once
  const { startGateway } = await import('./gateway.js');
  const { identity, dossier, audit } = configuration.subgraphUrls;
  const gateway = await startGateway(configuration, {
    transports: {
      identity: httpTransport(identity, LIMITS.subgraphCallMs),
      dossier: httpTransport(dossier, LIMITS.subgraphCallMs),
      audit: httpTransport(audit, LIMITS.subgraphCallMs),
    },
    store,
    log,
    clock: () => new Date(),
  });
  log.info({ url: gateway.url }, 'listening');
  return {
    stop: async () => {
      await gateway.close();
      await store.close();
    },
  };
});
