/** The three subgraphs with the made-up world in them and no gateway before them: what someone inside the network reaches. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDemoEcd } from '../../demo/ecd/demo-ecd.js';
import { Ending } from '../../demo/ending.js';
import { makeKeys, publicKeys, type Keys } from '../../demo/keys.js';
import { PROJECT_FOLDER } from '../../demo/project-folder.js';
import { loadWorld } from '../../demo/world/load-world.js';
import { loadOrganisations } from '../../organisations/policy.js';
import { InProcessStore } from '../../program/in-process-store.js';
import { createLog } from '../../program/log.js';
import { CallSigner } from '../../program/calls/signer.js';
import { CALL_HEADER, type CallToSign } from '../../program/calls/terms.js';
import type { Answer, Transport } from '../../program/transport.js';
import type { Caller, Program, SessionFacts } from '../../schema/caller.js';
import { startAudit } from '../../subgraphs/audit/audit.js';
import { startDossier } from '../../subgraphs/dossier/dossier.js';
import { startIdentity } from '../../subgraphs/identity/identity.js';
import { createTestDatabase } from './database.js';
import { checkpointsOfTest } from './checkpoints.js';

export interface Subgraphs {
  handles: Record<'identity' | 'dossier' | 'audit', Transport>;
  keys: Keys;
  /** The ECD's own id of a client, which no query can name. */
  ecdClientOf: (client: string) => Promise<string>;
  /** Addresses of the databases, with the role that owns them. */
  ownerUrls: Record<'dossier' | 'audit', string>;
  stop: () => Promise<void>;
}

/** @param roadToAudit what may happen to the dossier's calls on their way to the audit subgraph. */
export async function startSubgraphs(roadToAudit = (audit: Transport): Transport => audit): Promise<Subgraphs> {
  const ending = new Ending();
  const database = async (kind: 'identity' | 'dossier' | 'audit' | 'ecd') => {
    const { url, ownerUrl, drop } = await createTestDatabase(kind);
    ending.add(drop);
    return { databaseUrl: url, ownerDatabaseUrl: ownerUrl };
  };
  const keys = makeKeys();
  const secrets = {
    passwordPepper: Buffer.from(keys.passwordPepper, 'base64'),
    bsnHashKey: Buffer.from(keys.bsnHashKey, 'base64'),
    codeHashKey: Buffer.from(keys.codeHashKey, 'base64'),
    sealingKey: Buffer.from(keys.sealingKey, 'base64'),
  };
  const organisations = loadOrganisations(join(PROJECT_FOLDER, 'organisations'));
  const store = new InProcessStore();
  const shared = { store, log: createLog('inzage', 'silent'), organisations, clock: () => new Date() };
  ending.add(() => store.close());

  const callers = publicKeys(keys, ['gateway', 'identity', 'dossier']);
  const auditDatabase = await database('audit');
  const audit = await startAudit(
    {
      ...auditDatabase,
      callKeys: callers,
      sealingKey: secrets.sealingKey,
      checkpoints: checkpointsOfTest(ending, keys),
    },
    shared,
  );
  ending.add(() => audit.close());
  const identityDatabase = await database('identity');
  const callKeys = publicKeys(keys, ['gateway']);
  let toDossier: Transport = () => Promise.reject(new Error('the dossier has not started yet'));
  const identity = await startIdentity(
    {
      ...identityDatabase,
      ...secrets,
      callKey: keys.callKeys.identity,
      callKeys,
      accessTokenKeys: keys.accessTokenKeys,
    },
    {
      ...shared,
      audit: audit.handle,
      dossier: (request) => toDossier(request),
      mail: { send: async () => undefined, close: async () => undefined },
      sms: { send: async () => undefined },
    },
  );
  ending.add(() => identity.close());
  const ecd = await database('ecd');
  await loadWorld({
    identityOwnerUrl: identityDatabase.ownerDatabaseUrl,
    ecdOwnerUrl: ecd.ownerDatabaseUrl,
    organisations,
    ...secrets,
    now: new Date(),
  });
  const ecds = await openDemoEcd(organisations, { url: ecd.databaseUrl, ownerUrl: ecd.ownerDatabaseUrl });
  ending.add(() => ecds.close());
  const dossierDatabase = await database('dossier');
  const dossier = await startDossier(
    {
      ...dossierDatabase,
      callKey: keys.callKeys.dossier,
      callKeys: publicKeys(keys, ['gateway', 'identity']),
      sealingKey: secrets.sealingKey,
      ecds: ecds.addresses,
    },
    { ...shared, audit: roadToAudit(audit.handle) },
  );
  toDossier = dossier.handle;
  ending.add(() => dossier.close());
  return {
    keys,
    ecdClientOf: (client) => findEcdClient(identityDatabase.ownerDatabaseUrl, client),
    ownerUrls: { dossier: dossierDatabase.ownerDatabaseUrl, audit: auditDatabase.ownerDatabaseUrl },
    handles: { identity: identity.handle, dossier: dossier.handle, audit: audit.handle },
    stop: () => ending.run(),
  };
}

async function findEcdClient(url: string, client: string): Promise<string> {
  const database = new Client({ connectionString: url });
  await database.connect();
  const { rows } = await database.query<{ id: string }>('SELECT ecd_client_id AS id FROM client WHERE id = $1', [
    client,
  ]);
  await database.end();
  return rows[0]?.id ?? '';
}

/** Who asks, as the gateway would say it. */
export function callerWith(facts: SessionFacts | null): Caller {
  const trace = randomUUID().replaceAll('-', '');
  return { facts, address: '198.51.100.200', language: 'en', purpose: 'PATRQT', trace };
}

/** A call as the program makes it. */
export async function signedCall(
  keys: Keys,
  issuer: Program,
  call: CallToSign,
): Promise<{ path: string; headers: Record<string, string>; body: string }> {
  const signer = await CallSigner.create(issuer, keys.callKeys[issuer]);
  return { path: call.path, body: call.body, headers: { [CALL_HEADER]: await signer.sign(call) } };
}

export function parsed(answer: Answer): {
  data?: unknown;
  errors?: { path?: string[]; extensions: { code: string } }[];
} {
  return JSON.parse(answer.body) as never;
}
