/** The dossier subgraph, put together: its database, the ECD of each organisation, the schema, the signed calls. */
import type { Organisations } from '../../organisations/policy.js';
import type { Log } from '../../program/log.js';
import { CallSigner, CallVerifier } from '../../program/signed-call.js';
import type { Store } from '../../program/store.js';
import type { Transport } from '../../program/transport.js';
import { createAuditTrail } from '../audit-trail.js';
import { buildFederatedSchema } from '../federated-schema.js';
import { startSubgraph } from '../subgraph.js';
import { dossierDefinition, dossierResolvers } from './api/definition.js';
import { createDossierContext, type DossierContext } from './api/dossier-context.js';
import { ecdVariable, USUAL_ECD_TIME_LIMIT_MS, type DossierConfiguration } from './config.js';
import { openDossierDatabase } from './data/dossier-database.js';
import { openEcds } from './data/open-ecds.js';

export interface DossierParts {
  store: Store;
  log: Log;
  organisations: Organisations;
  clock: () => Date;
  /** To the audit subgraph. */
  audit: Transport;
}

export interface RunningDossier {
  handle: Transport;
  /** What is not ready, a word each. An ECD that fails makes its sections unavailable, not the subgraph. */
  notReady: () => Promise<string[]>;
  close: () => Promise<void>;
}

/** @throws StartUpError naming everything that is wrong with any organisation's ECD. */
export async function startDossier(configuration: DossierConfiguration, parts: DossierParts): Promise<RunningDossier> {
  const {
    callKey,
    callKeys,
    databaseUrl,
    ownerDatabaseUrl,
    ecdUrls,
    ecdTimeLimitMs = USUAL_ECD_TIME_LIMIT_MS,
  } = configuration;
  const { store, log, organisations, clock, audit } = parts;
  const { ecds, close: closeEcds } = await openEcds(organisations, {
    urls: ecdUrls,
    variableOf: ecdVariable,
    timeLimitMs: ecdTimeLimitMs,
  });
  const database = await openDossierDatabase(databaseUrl, ownerDatabaseUrl);
  const signer = await CallSigner.create('dossier', callKey);
  const trail = createAuditTrail({ source: 'dossier', transport: audit, signer, database, log });
  const subgraph = await startSubgraph<DossierContext>({
    name: 'dossier',
    schema: buildFederatedSchema(dossierDefinition, dossierResolvers()).schema,
    verifier: await CallVerifier.create('dossier', callKeys, store),
    trail,
    log,
    clock,
    createContext: (base) => createDossierContext(base, { organisations, ecds, ecdTimeLimitMs, log }),
  });
  return {
    handle: subgraph.handle,
    notReady: async () => {
      const [databaseAnswers, storeAnswers] = await Promise.all([answers(database), store.isReady()]);
      return [...(databaseAnswers ? [] : ['database']), ...(storeAnswers ? [] : ['store'])];
    },
    close: async () => {
      await subgraph.close();
      await trail.close();
      await closeEcds();
      await database.destroy();
    },
  };
}

async function answers(database: { query(sql: string): Promise<unknown> }): Promise<boolean> {
  return database.query('SELECT 1').then(
    () => true,
    () => false,
  );
}
