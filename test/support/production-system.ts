/** The four programs as production runs them: over HTTP, with Redis, an external PostgreSQL and SNS; all of it on this machine. */
import { rm } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { freePort } from '../../demo/free-port.js';
import type { Program } from '../../schema/caller.js';
import { createTestDatabase } from './database.js';
import { addressOf, environmentOf, loadDemoWorld, surroundingsOf } from './production-surroundings.js';
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

/** @param copies of the gateway and of identity, each gateway with its own. */
export async function startProductionSystem(redisUrl: string, { copies = 1 } = {}): Promise<ProductionSystem> {
  const databases = await testDatabases();
  const around = await surroundingsOf(databases, await ownDatabase(redisUrl));
  const started: ProgramProcess[] = [];
  const start = async (program: Program, of = around) => {
    const process = ProgramProcess.start(FILES[program], environmentOf(of, program));
    started.unshift(process);
    await process.ready(addressOf(of, program));
  };
  await start('audit');
  await start('identity');
  await loadDemoWorld(around);
  await start('dossier');
  await start('gateway');
  const gateways = [addressOf(around, 'gateway')];
  while (gateways.length < copies) {
    const ports = { ...around.ports, gateway: await freePort(), identity: await freePort() };
    const copy = { ...around, ports };
    await start('identity', copy);
    await start('gateway', copy);
    gateways.push(addressOf(copy, 'gateway'));
  }
  return {
    gateways,
    url: addressOf(around, 'gateway'),
    messages: () => around.messages,
    callKey: () => around.keys.callKeys.gateway,
    stop: async () => {
      for (const process of started) await process.end();
      await around.sns.stop();
      await around.mailServer.stop();
      await rm(around.checkpointFolder, { recursive: true, force: true });
      await around.ecd.close();
      for (const database of Object.values(databases)) await database.drop();
    },
  };
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

async function testDatabases() {
  const [identity, dossier, audit, ecd] = await Promise.all([
    createTestDatabase('identity'),
    createTestDatabase('dossier'),
    createTestDatabase('audit'),
    createTestDatabase('ecd'),
  ]);
  return { identity, dossier, audit, ecd };
}
