/** The four programs in one process: in-process transports where production has HTTP, the rest as it is there. */
import { startGateway, type RunningGateway } from '../gateway/gateway.js';
import type { Organisations } from '../organisations/policy.js';
import { InProcessStore } from '../program/in-process-store.js';
import type { Log } from '../program/log.js';
import { inProcessTransport, type Transport } from '../program/transport.js';
import { startAudit } from '../subgraphs/audit/audit.js';
import { startDossier } from '../subgraphs/dossier/dossier.js';
import type { MailSender } from '../subgraphs/identity/domain/messages/mail-sender.js';
import type { SmsSender } from '../subgraphs/identity/domain/messages/sms-sender.js';
import { startIdentity, type RunningIdentity } from '../subgraphs/identity/identity.js';
import { LOG_ORIGIN } from './audit-environment.js';
import type { Database, DatabaseKind } from './databases.js';
import { openDemoEcd, type DemoEcd } from './ecd/demo-ecd.js';
import type { Ending } from './ending.js';
import { publicKeys, type Keys } from './keys.js';
import { loadWorld } from './world/load-world.js';

const HOUR_MS = 3_600_000;
/** As between processes. */
const CALL_LIMIT_MS = 5_000;

/** Nobody pays for a message in the outbox, and here everybody signs in from one address. */
const FREE_MESSAGES = {
  challengesPerAccount: { most: 1_000, windowMs: HOUR_MS },
  messagesPerNumberShort: { most: 1_000, windowMs: HOUR_MS },
  messagesPerNumberLong: { most: 1_000, windowMs: HOUR_MS },
  messagesPerAddress: { most: 10_000, windowMs: HOUR_MS },
  messagesPerPrefix: { most: 10_000, windowMs: HOUR_MS },
};

export interface ProgramParts {
  keys: Keys;
  databases: Record<DatabaseKind, Database>;
  organisations: Organisations;
  mail: MailSender;
  sms: SmsSender;
  log: Log;
  port: number;
  /** Where checkpoints of the log go. */
  checkpointFolder: string;
  clock: () => Date;
}

export interface RunningPrograms {
  gateway: RunningGateway;
  identity: RunningIdentity;
  /** Where each organisation's ECD is. */
  ecds: DemoEcd['addresses'];
}

/** Starts them in the order in which they need each other. @param ending is told how to stop what has started. */
export async function startPrograms(parts: ProgramParts, ending: Ending): Promise<RunningPrograms> {
  const { keys, databases, organisations, log, mail, sms, clock } = parts;
  const store = new InProcessStore(() => clock().getTime());
  ending.add(() => store.close());
  const shared = { store, log, organisations, clock };
  const database = (kind: DatabaseKind) => ({
    databaseUrl: databases[kind].url,
    ownerDatabaseUrl: databases[kind].ownerUrl,
  });

  const secrets = {
    passwordPepper: Buffer.from(keys.passwordPepper, 'base64'),
    bsnHashKey: Buffer.from(keys.bsnHashKey, 'base64'),
    codeHashKey: Buffer.from(keys.codeHashKey, 'base64'),
    sealingKey: Buffer.from(keys.sealingKey, 'base64'),
  };

  const audit = await startAudit(
    {
      ...database('audit'),
      callKeys: publicKeys(keys, ['gateway', 'identity', 'dossier']),
      sealingKey: secrets.sealingKey,
      checkpoints: {
        origin: LOG_ORIGIN,
        key: keys.checkpointKey,
        places: { folder: parts.checkpointFolder },
        witnesses: [],
      },
    },
    shared,
  );
  ending.add(() => audit.close());

  // identity's upkeep calls the dossier, which starts later
  let toDossier: Transport = () => Promise.reject(new Error('the dossier has not started yet'));
  const identity = await startIdentity(
    {
      ...database('identity'),
      callKey: keys.callKeys.identity,
      callKeys: publicKeys(keys, ['gateway']),
      accessTokenKeys: keys.accessTokenKeys,
      ...secrets,
      limits: FREE_MESSAGES,
    },
    { ...shared, audit: audit.handle, dossier: (request) => toDossier(request), mail, sms },
  );
  ending.add(() => identity.close());
  // identity's tables are there now, and dossier looks into the ECD as soon as it starts
  await loadWorld({
    identityOwnerUrl: databases.identity.ownerUrl,
    ecdOwnerUrl: databases.ecd.ownerUrl,
    organisations,
    ...secrets,
    now: clock(),
  });

  const ecd = await openDemoEcd(organisations, databases.ecd);
  ending.add(() => ecd.close());
  const dossier = await startDossier(
    {
      ...database('dossier'),
      callKey: keys.callKeys.dossier,
      callKeys: publicKeys(keys, ['gateway', 'identity']),
      sealingKey: secrets.sealingKey,
      ecds: ecd.addresses,
    },
    { ...shared, audit: audit.handle },
  );
  toDossier = dossier.handle;
  ending.add(() => dossier.close());

  const gateway = await startGateway(
    {
      mode: 'development',
      host: '127.0.0.1',
      port: parts.port,
      publicUrl: `http://localhost:${parts.port}`,
      callKey: keys.callKeys.gateway,
      corsOrigins: [],
      trustedProxies: [],
      tls: null,
    },
    {
      ...shared,
      transports: {
        identity: inProcessTransport(identity.handle, CALL_LIMIT_MS),
        dossier: inProcessTransport(dossier.handle, CALL_LIMIT_MS),
        audit: inProcessTransport(audit.handle, CALL_LIMIT_MS),
      },
    },
  );
  ending.add(() => gateway.close());
  return { gateway, identity, ecds: ecd.addresses };
}
