/** What the four programs of production find around them: databases, an ECD, mail, text messages, and what each is told. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../demo/databases.js';
import { openDemoEcd, type DemoEcd } from '../../demo/ecd/demo-ecd.js';
import { ecdEnvironment } from '../../demo/ecd/ecd-environment.js';
import type { Ending } from '../../demo/ending.js';
import { freePort } from '../../demo/free-port.js';
import type { SentMessage } from '../../demo/guest.js';
import { makeKeys, publicKeys, type Keys } from '../../demo/keys.js';
import { PROJECT_FOLDER } from '../../demo/project-folder.js';
import { loadWorld } from '../../demo/world/load-world.js';
import { loadOrganisations } from '../../organisations/policy.js';
import type { Program } from '../../schema/caller.js';
import { startFakeSns, type FakeSns } from './fake-sns.js';
import { startMailServer, type MailServer } from './mail-server.js';

const ORGANISATIONS = join(PROJECT_FOLDER, 'organisations');

export interface Surroundings {
  keys: Keys;
  databases: Record<'identity' | 'dossier' | 'audit' | 'ecd', Database>;
  ecd: DemoEcd;
  redisUrl: string;
  messages: SentMessage[];
  sns: FakeSns;
  mailServer: MailServer;
  /** Where checkpoints of the log go. */
  checkpointFolder: string;
  ports: Record<Program, number>;
}

type Environment = Record<string, string>;

/** All of it but the programs and the databases' servers. @param ending is told how to end what is started. */
export async function surroundingsOf(
  { keys = makeKeys(), databases, redisUrl }: Pick<Surroundings, 'databases' | 'redisUrl'> & { keys?: Keys },
  ending: Ending,
): Promise<Surroundings> {
  const messages: SentMessage[] = [];
  const ecd = await openDemoEcd(loadOrganisations(ORGANISATIONS), databases.ecd);
  ending.add(ecd.close);
  const checkpointFolder = await mkdtemp(join(tmpdir(), 'inzage-checkpoints-'));
  ending.add(() => rm(checkpointFolder, { recursive: true, force: true }));
  const mailServer = await startMailServer(messages);
  ending.add(mailServer.stop);
  const sns = await startFakeSns(messages);
  ending.add(sns.stop);
  return {
    keys,
    databases,
    ecd,
    redisUrl,
    messages,
    sns,
    mailServer,
    checkpointFolder,
    ports: {
      gateway: await freePort(),
      identity: await freePort(),
      dossier: await freePort(),
      audit: await freePort(),
    },
  };
}

export function addressOf({ ports }: Surroundings, program: Program): string {
  return `http://127.0.0.1:${ports[program]}`;
}

/** Of a program, all that it is told. */
export function environmentOf(around: Surroundings, program: Program): Environment {
  return { ...shared(around, program), ...ENVIRONMENTS[program](around) };
}

const ENVIRONMENTS: Record<Program, (around: Surroundings) => Environment> = { gateway, identity, dossier, audit };

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

function databaseOf({ url, ownerUrl }: Database): Environment {
  return { DATABASE_URL: url, OWNER_DATABASE_URL: ownerUrl };
}

function audit({ keys, databases, checkpointFolder }: Surroundings): Environment {
  return {
    ...databaseOf(databases.audit),
    CALL_KEYS: JSON.stringify(publicKeys(keys, ['gateway', 'identity', 'dossier'])),
    SEALING_KEY: keys.sealingKey,
    CHECKPOINT_KEY: JSON.stringify(keys.checkpointKey),
    LOG_ORIGIN: 'log.example',
    CHECKPOINT_FOLDER: checkpointFolder,
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

export async function loadDemoWorld({ keys, databases }: Surroundings): Promise<void> {
  await loadWorld({
    identityOwnerUrl: databases.identity.ownerUrl,
    ecdOwnerUrl: databases.ecd.ownerUrl,
    organisations: loadOrganisations(ORGANISATIONS),
    passwordPepper: Buffer.from(keys.passwordPepper, 'base64'),
    bsnHashKey: Buffer.from(keys.bsnHashKey, 'base64'),
    now: new Date(),
  });
}
