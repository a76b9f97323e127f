/** The gateway as a program of its own. */
import { createLog } from '../program/log.js';
import { openRedisStore } from '../program/redis-store.js';
import { run } from '../program/run.js';
import { httpTransport } from '../program/transport.js';
import { readGatewayConfiguration } from './config.js';
import { LIMITS } from './limits.js';
import { watchSource } from './supergraph-source.js';

/** Between two looks whether the supergraph has changed. */
const WATCH_MS = 2_000;

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
  const { supergraphFile: place, supergraph: text } = configuration;
  const watched = place !== undefined && text !== undefined;
  const stopWatching = watched ? watchSource(text, { place, everyMs: WATCH_MS, use: gateway.replace, log }) : null;
  log.info({ url: gateway.url }, 'listening');
  return {
    stop: async () => {
      stopWatching?.();
      await gateway.close();
      await store.close();
    },
  };
});
