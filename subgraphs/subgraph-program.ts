/** A subgraph as a program of its own. */
import { loadOrganisations, PolicyError, type Organisations } from '../organisations/policy.js';
import { StartUpError } from '../program/configuration.js';
import { createHttpServer } from '../program/http-server.js';
import { createLog, type Log } from '../program/log.js';
import { openRedisStore } from '../program/redis-store.js';
import { run } from '../program/run.js';
import type { Store } from '../program/store.js';
import type { Transport } from '../program/transport.js';
import type { Program } from '../schema/caller.js';
import type { SubgraphProgramConfiguration } from './subgraph-configuration.js';

/** What a subgraph is given, whoever starts it. */
export interface SubgraphParts {
  store: Store;
  log: Log;
  organisations: Organisations;
  clock: () => Date;
}

export interface RunningSubgraph {
  handle: Transport;
  /** What it waits for, a word each. */
  notReady: () => Promise<string[]>;
  close: () => Promise<void>;
}

/** Reads the configuration, builds the parts, listens, and stays until it is told to stop. */
export function runSubgraph<C extends SubgraphProgramConfiguration>(
  name: Program,
  read: () => C,
  start: (configuration: C, parts: SubgraphParts) => Promise<RunningSubgraph>,
): Promise<void> {
  return run(name, async () => {
    const configuration = read();
    const organisations = readPolicies(configuration.organisationsDir);
    const log = createLog(name, configuration.logLevel);
    const store = await openRedisStore({ url: configuration.redisUrl, log });
    const subgraph = await start(configuration, { store, log, organisations, clock: () => new Date() });
    const server = createHttpServer({ log, handle: subgraph.handle, notReady: subgraph.notReady });
    await server.listen({ host: configuration.host, port: configuration.port });
    return {
      stop: async () => {
        await server.close();
        await subgraph.close();
        await store.close();
      },
    };
  });
}

function readPolicies(folder: string): Organisations {
  try {
    return loadOrganisations(folder);
  } catch (error) {
    throw error instanceof PolicyError ? new StartUpError(error.faults) : error;
  }
}
