/** The program identity. */
import { loadOrganisations, PolicyError } from '../../organisations/policy.js';
import { StartUpError } from '../../program/configuration.js';
import { createHttpServer } from '../../program/http-server.js';
import { createLog } from '../../program/log.js';
import { openRedisStore } from '../../program/redis-store.js';
import { run, type Running } from '../../program/run.js';
import { httpTransport } from '../../program/transport.js';
import { readIdentityConfiguration } from './config.js';
import { createSnsSmsSender } from './data/sns-sms-sender.js';
import { startIdentity } from './identity.js';

const AUDIT_LIMIT_MS = 3_000;

async function start(): Promise<Running> {
  const configuration = readIdentityConfiguration(process.env);
  const organisations = readPolicies(configuration.organisationsDir);
  const log = createLog('identity', configuration.logLevel);
  const store = await openRedisStore({ url: configuration.redisUrl, log });
  const identity = await startIdentity(configuration, {
    store,
    log,
    organisations,
    clock: () => new Date(),
    audit: httpTransport(configuration.auditUrl, AUDIT_LIMIT_MS),
    sms: createSnsSmsSender(configuration.sns),
  });
  const server = createHttpServer({ log, handle: identity.handle, notReady: identity.notReady });
  await server.listen({ host: configuration.host, port: configuration.port });
  return {
    stop: async () => {
      await server.close();
      await identity.close();
      await store.close();
    },
  };
}

function readPolicies(folder: string) {
  try {
    return loadOrganisations(folder);
  } catch (error) {
    throw error instanceof PolicyError ? new StartUpError(error.faults) : error;
  }
}

void run('identity', start);
