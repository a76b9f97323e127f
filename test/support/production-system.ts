/** The four programs as production runs them: over HTTP, with Redis, an external PostgreSQL and SNS; all of it on this machine. */
import { Redis } from 'ioredis';
import { Ending } from '../../demo/ending.js';
import { freePort } from '../../demo/free-port.js';
import type { Program } from '../../schema/caller.js';
import { createProductionDatabases } from './production-databases.js';
import { addressOf, environmentOf, surroundingsOf, type Surroundings } from './production-surroundings.js';
import { ProgramProcess } from './program-process.js';
import type { RunningSystem } from './running-system.js';

const FILES: Record<Program, string> = {
  gateway: 'dist/gateway/main.js',
  identity: 'dist/subgraphs/identity/main.js',
  dossier: 'dist/subgraphs/dossier/main.js',
  audit: 'dist/subgraphs/audit/main.js',
};

export interface ProductionSystem extends RunningSystem {
  /** The address of each gateway. */
  gateways: string[];
}

/** When it cannot start, nothing of it is left. @param copies of the gateway and of identity, each gateway with its own. */
export async function startProductionSystem(redisUrl: string, { copies = 1 } = {}): Promise<ProductionSystem> {
  const ending = new Ending();
  try {
    return await start(redisUrl, copies, ending);
  } catch (error) {
    await ending.run();
    throw error;
  }
}

async function start(redisUrl: string, copies: number, ending: Ending): Promise<ProductionSystem> {
  const { keys, databases } = await createProductionDatabases(ending);
  const around = await surroundingsOf({ keys, databases, redisUrl: await ownDatabase(redisUrl) }, ending);
  await startPrograms(['audit', 'identity', 'dossier', 'gateway'], around, ending);
  const gateways = [addressOf(around, 'gateway')];
  while (gateways.length < copies) {
    const ports = { ...around.ports, gateway: await freePort(), identity: await freePort() };
    const copy = { ...around, ports };
    await startPrograms(['identity', 'gateway'], copy, ending);
    gateways.push(addressOf(copy, 'gateway'));
  }
  return {
    gateways,
    url: addressOf(around, 'gateway'),
    messages: () => around.messages,
    callKey: () => keys.callKeys.gateway,
    stop: () => ending.run(),
  };
}

/** All at once: each waits for what it needs of the others. The last one named is ended first. */
async function startPrograms(programs: Program[], around: Surroundings, ending: Ending): Promise<void> {
  const started = programs.map((program) => {
    const process = ProgramProcess.start(FILES[program], environmentOf(around, program));
    ending.add(async () => {
      await process.end();
    });
    return process.ready(addressOf(around, program));
  });
  await Promise.all(started);
}

/** Made-up accounts have the same ids everywhere: what one system counts of them must not be seen by the next. */
async function ownDatabase(redisUrl: string): Promise<string> {
  const url = new URL(redisUrl);
  url.pathname = `/${process.env['JEST_WORKER_ID'] ?? 0}`;
  const redis = new Redis(url.href);
  await redis.flushdb();
  await redis.quit();
  return url.href;
}
