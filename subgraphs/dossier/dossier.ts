/** The dossier subgraph, put together: its database, the ECD of each organisation, the schema, the signed calls. */
import { setTimeout } from 'node:timers/promises';
import { countAttempts } from '../../program/prying.js';
import { CallSigner } from '../../program/calls/signer.js';
import { CallVerifier } from '../../program/calls/verifier.js';
import type { Transport } from '../../program/transport.js';
import { createAuditTrail } from '../audit-trail.js';
import { buildFederatedSchema } from '../federated-schema.js';
import type { RunningSubgraph, SubgraphParts } from '../subgraph-program.js';
import { startSubgraph } from '../subgraph.js';
import { dossierDefinition, dossierResolvers } from './api/definition.js';
import { createDossierContext, type DossierContext } from './api/dossier-context.js';
import { forgetWriterEndpoint } from './api/forget-writer.endpoint.js';
import { newsEndpoint } from './api/news.endpoint.js';
import { takeExportEndpoint } from './api/take-export.endpoint.js';
import { ecdVariable, USUAL_ECD_TIME_LIMIT_MS, type DossierConfiguration } from './config.js';
import { openDossierDatabase } from './data/dossier-database.js';
import { ownSteps } from './data/export-ledger.js';
import { writersInThread } from './data/export/written-in-thread.js';
import { keptWhereAllowed } from './data/keeping/kept-reads.js';
import { openEcds } from './data/open-ecds.js';
import { StoreWritingLimits } from './data/store-writing-limits.js';
import { ExportLinks } from './domain/export/export-link.js';
import { ExportMaker } from './domain/export/export-maker.js';

export interface DossierParts extends SubgraphParts {
  /** To the audit subgraph. */
  audit: Transport;
}

/** @throws StartUpError naming everything that is wrong with any organisation's ECD. */
export async function startDossier(configuration: DossierConfiguration, parts: DossierParts): Promise<RunningSubgraph> {
  const { callKey, callKeys, ecds: addresses, ecdTimeLimitMs = USUAL_ECD_TIME_LIMIT_MS } = configuration;
  const { store, log, organisations, clock, audit } = parts;
  const keeping = { store, log, sealingKey: configuration.sealingKey };
  const { ecds: opened, close: closeEcds } = await openEcds(organisations, {
    keeping,
    addresses,
    variableOf: ecdVariable,
    timeLimitMs: ecdTimeLimitMs,
    log,
  });
  const { database, additions, writers, exports, stepsOn } = await openDossierDatabase(configuration);
  const ecds = keptWhereAllowed(opened, organisations, keeping);
  const signer = await CallSigner.create('dossier', callKey);
  const trail = createAuditTrail({ source: 'dossier', transport: audit, signer, database, log });
  const steps = stepsOn(trail);
  const exporting = { exports, links: new ExportLinks(configuration.sealingKey) };
  const limits = new StoreWritingLimits(store);
  const sources = { organisations, ecds, ecdTimeLimitMs, additions, exporting, limits, steps, log };
  const attempts = (account: string, made: number) => countAttempts(store, account, made);
  const subgraph = await startSubgraph<DossierContext>({
    name: 'dossier',
    schema: buildFederatedSchema(dossierDefinition, dossierResolvers()).schema,
    verifier: await CallVerifier.create('dossier', callKeys, store, configuration.sealingKey),
    trail,
    log,
    clock,
    countAttempts: attempts,
    endpoints: {
      ...newsEndpoint({ ...sources, trail, clock }),
      ...forgetWriterEndpoint(writers, clock),
      ...takeExportEndpoint({ ...exporting, ...steps, organisations, trail, clock, countAttempts: attempts }),
    },
    createContext: (base) => createDossierContext(base, sources),
  });
  const maker = new ExportMaker({
    ...{ exports, organisations, ecds: opened, ecdTimeLimitMs, clock, log },
    writers: writersInThread(),
    inOwnStep: ownSteps(trail, steps),
    wait: setTimeout,
    onFailure: ({ id, organisation }, cause) =>
      log.error({ export: id, organisation, err: cause }, 'a copy of a dossier could not be made'),
  });
  maker.start();
  return {
    handle: subgraph.handle,
    notReady: async () => {
      const [databaseAnswers, storeAnswers] = await Promise.all([answers(database), store.isReady()]);
      return [...(databaseAnswers ? [] : ['database']), ...(storeAnswers ? [] : ['store'])];
    },
    close: async () => {
      await subgraph.close();
      await maker.close();
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
