/** The four programs as production runs them: over HTTP, with Redis, an external PostgreSQL and SNS; all of it on this machine. */
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { openDemoEcd, type DemoEcd } from '../../demo/ecd/demo-ecd.js';
import { ecdEnvironment } from '../../demo/ecd/ecd-environment.js';
import { freePort } from '../../demo/free-port.js';
import { makeKeys, publicKeys, type Keys } from '../../demo/keys.js';
import { PROJECT_FOLDER } from '../../demo/project-folder.js';
import { loadWorld } from '../../demo/world/load-world.js';
import type { SentMessage } from '../../demo/guest.js';
import { loadOrganisations } from '../../organisations/policy.js';
import type { Program } from '../../schema/caller.js';
import { createTestDatabase, type TestDatabase } from './database.js';
import { startFakeSns, type FakeSns } from './fake-sns.js';
import { startMailServer, type MailServer } from './mail-server.js';
import { ProgramProcess } from './program-process.js';
import type { RunningSystem } from './running-system.js';

const ORGANISATIONS = join(PROJECT_FOLDER, 'organisations');

interface Surroundings {
  keys: Keys;
  databases: Record<'identity' | 'dossier' | 'audit' | 'ecd', TestDatabase>;
  ecd: DemoEcd;
  redisUrl: string;
  messages: SentMessage[];
  sns: FakeSns;
  mailServer: MailServer;
  ports: Record<Program, number>;
}

type Environment = Record<string, string>;

export interface ProductionSystem extends RunningSystem {
  /** The address of each gateway. */
  gateways: string[];
}

/** @param copies of the gateway and of identity, each gateway with its own. */
export async function startProductionSystem(redisUrl: string, { copies = 1 } = {}): Promise<ProductionSystem> {
  const around = await surroundings(await ownDatabase(redisUrl));
  const started: ProgramProcess[] = [];
  const start = async (program: Program, file: string, environment: Environment, of = around) => {
    const process = ProgramProcess.start(file, { ...shared(of, program), ...environment });
    started.unshift(process);
    await process.ready(addressOf(of, program));
  };
  await start('audit', 'dist/subgraphs/audit/main.js', audit(around));
  await start('identity', 'dist/subgraphs/identity/main.js', identity(around));
  await loadDemoWorld(around);
  await start('dossier', 'dist/subgraphs/dossier/main.js', dossier(around));
  await start('gateway', 'dist/gateway/main.js', gateway(around));
  const gateways = [addressOf(around, 'gateway')];
  while (gateways.length < copies) {
    const ports = { ...around.ports, gateway: await freePort(), identity: await freePort() };
    const copy = { ...around, ports };
    await start('identity', 'dist/subgraphs/identity/main.js', identity(copy), copy);
    await start('gateway', 'dist/gateway/main.js', gateway(copy), copy);
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
      await around.ecd.close();
      for (const database of Object.values(around.databases)) await database.drop();
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

async function surroundings(redisUrl: string): Promise<Surroundings> {
  const [identity, dossier, audit, ecd] = await Promise.all([
    createTestDatabase('identity'),
    createTestDatabase('dossier'),
    createTestDatabase('audit'),
    createTestDatabase('ecd'),
  ]);
  const messages: SentMessage[] = [];
  return {
    keys: makeKeys(),
    databases: { identity, dossier, audit, ecd },
    ecd: await openDemoEcd(loadOrganisations(ORGANISATIONS), ecd),
    redisUrl,
    messages,
    sns: await startFakeSns(messages),
    mailServer: await startMailServer(messages),
    ports: {
      gateway: await freePort(),
      identity: await freePort(),
      dossier: await freePort(),
      audit: await freePort(),
    },
  };
}

function addressOf({ ports }: Surroundings, program: Program): string {
  return `http://127.0.0.1:${ports[program]}`;
}

function shared({ keys, redisUrl, ports }: Surroundings, program: Program): Environment {
  return {
    HOST: '127.0.0.1',
    PORT: String(ports[program]),
    LOG_LEVEL: 'warn',
    ORGANISATIONS_DIR: ORGANISATIONS,
    REDIS_URL: redisUrl,
    CALL_KEY: JSON.stringify(keys.callKeys[program]),
  };
}

function databaseOf({ url, ownerUrl }: TestDatabase): Environment {
  return { DATABASE_URL: url, OWNER_DATABASE_URL: ownerUrl };
}

function audit({ keys, databases }: Surroundings): Environment {
  return {
    ...databaseOf(databases.audit),
    CALL_KEYS: JSON.stringify(publicKeys(keys, ['gateway', 'identity', 'dossier'])),
    SEALING_KEY: keys.sealingKey,
  };
}

function identity(around: Surroundings): Environment {
  const { keys, databases, sns, mailServer } = around;
  return {
    ...databaseOf(databases.identity),
    CALL_KEYS: JSON.stringify(publicKeys(keys, ['gateway'])),
    AUDIT_URL: addressOf(around, 'audit'),
    DOSSIER_URL: addressOf(around, 'dossier'),
    ACCESS_TOKEN_KEYS: JSON.stringify(keys.accessTokenKeys),
    PASSWORD_PEPPER: keys.passwordPepper,
    BSN_HASH_KEY: keys.bsnHashKey,
    CODE_HASH_KEY: keys.codeHashKey,
    SEALING_KEY: keys.sealingKey,
    SMTP_URL: mailServer.url,
    SNS_REGION: 'eu-central-1',
    SNS_ACCESS_KEY_ID: 'made-up',
    SNS_SECRET_ACCESS_KEY: 'made-up',
    SNS_ENDPOINT: sns.url,
  };
}

function dossier(around: Surroundings): Environment {
  const { keys, databases, ecd } = around;
  return {
    ...databaseOf(databases.dossier),
    CALL_KEYS: JSON.stringify(publicKeys(keys, ['gateway', 'identity'])),
    AUDIT_URL: addressOf(around, 'audit'),
    SEALING_KEY: keys.sealingKey,
    ...ecdEnvironment(ecd.addresses),
  };
}

function gateway(around: Surroundings): Environment {
  return {
    IDENTITY_URL: addressOf(around, 'identity'),
    DOSSIER_URL: addressOf(around, 'dossier'),
    AUDIT_URL: addressOf(around, 'audit'),
    TRUSTED_PROXIES: '127.0.0.1',
    PUBLIC_URL: addressOf(around, 'gateway'),
  };
}

async function loadDemoWorld({ keys, databases }: Surroundings): Promise<void> {
  await loadWorld({
    identityOwnerUrl: databases.identity.ownerUrl,
    ecdOwnerUrl: databases.ecd.ownerUrl,
    organisations: loadOrganisations(ORGANISATIONS),
    passwordPepper: Buffer.from(keys.passwordPepper, 'base64'),
    bsnHashKey: Buffer.from(keys.bsnHashKey, 'base64'),
    now: new Date(),
  });
}
