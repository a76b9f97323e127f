/** The audit subgraph: the log of all that happens, who may read it, and the figures that come from it. */
import 'reflect-metadata';
import DataLoader from 'dataloader';
import type { GraphQLSchema } from 'graphql';
import { CallVerifier } from '../../program/calls/verifier.js';
import { CALLS } from '../../schema/calls.js';
import { buildFederatedSchema } from '../federated-schema.js';
import type { RunningSubgraph, SubgraphParts } from '../subgraph-program.js';
import { startSubgraph } from '../subgraph.js';
import { appendEvents } from './api/append-events.js';
import type { AuditContext } from './api/audit-context.js';
import { AccessLogResolver } from './api/access-log.resolver.js';
import { AuditAnomalyResolver } from './api/audit-anomaly.resolver.js';
import { AuditEventResolver } from './api/audit-event.resolver.js';
import { ClientResolver } from './api/client.resolver.js';
import { auditDefinition } from './api/definition.js';
import { forgetPerson } from './api/forget-person.js';
import { FigureResolver } from './api/figure.resolver.js';
import { ProofResolver } from './api/proof.resolver.js';
import { readFiguresEndpoint } from './api/read-figures.endpoint.js';
import type { AuditConfiguration } from './config.js';
import { isAnswering, openAuditDatabase } from './data/audit-database.js';
import { CommittingWriter } from './data/committing-writer.js';
import { PersonNames } from './data/person-names.js';
import { RecordMaker } from './data/record-maker.js';
import { keepRoomsAhead } from './data/rooms-ahead.js';
import { Rooms } from './data/rooms.js';
import { SqlAnomalies } from './data/sql-anomalies.js';
import { SqlAuditLog } from './data/sql-audit-log.js';
import { SqlKnownRules } from './data/sql-known-rules.js';
import { SqlExportedLog } from './data/sql-exported-log.js';
import { SqlForgottenPersons } from './data/sql-forgotten-persons.js';
import { FigureKeeper } from './data/figures/figure-keeper.js';
import { SqlFigureCounts } from './data/figures/sql-figure-counts.js';
import { countAttempts } from '../../program/prying.js';
import type { Anomalies } from './domain/anomalies/anomaly.js';
import type { AuditLog } from './domain/audit-log.js';
import { readProofs, type ProofNeeds } from './domain/checkpoints/read-proofs.js';
import { recordRules } from './domain/rules/record-rules.js';
import { loggingEvents } from './domain/logging-events.js';
import type { FigureNeeds } from './domain/figures/read-figures.js';
import { Rounding } from './domain/figures/rounding.js';
import { openExporting } from './exporting.js';
import { openSigning } from './data/checkpoints/open-signing.js';

export interface RunningAudit extends RunningSubgraph {
  /** Signs for the log now, and not in ten seconds. */
  sign: () => Promise<void>;
  /** Counts for the figures now, and not in five seconds. */
  count: () => Promise<void>;
}

export async function startAudit(configuration: AuditConfiguration, parts: SubgraphParts): Promise<RunningAudit> {
  const database = await openAuditDatabase(configuration.databaseUrl, configuration.ownerDatabaseUrl);
  const names = new PersonNames(configuration.sealingKey);
  const rooms = new Rooms(database);
  const writer = new CommittingWriter(database, new RecordMaker(configuration.sealingKey, names), parts.clock, rooms);
  await writer.record(loggingEvents('LOGGING_STARTED', parts.organisations.keys(), parts.clock()));
  const rules = { known: new SqlKnownRules(database), trail: writer, organisations: parts.organisations };
  await recordRules(rules, parts.clock());
  const ahead = keepRoomsAhead({ ...parts, rooms, organisations: [...parts.organisations.keys()] });
  const keeper = new FigureKeeper({ database, organisations: parts.organisations, log: parts.log });
  const figures = {
    counts: new SqlFigureCounts(database, keeper),
    organisations: parts.organisations,
    rounding: new Rounding(configuration.sealingKey),
  };
  const counting = (account: string, attempts: number): Promise<void> => countAttempts(parts.store, account, attempts);
  const recording = { trail: writer, clock: parts.clock, countAttempts: counting };
  const { signer, proving } = await openSigning(database, configuration.checkpoints, parts);
  const subgraph = await startSubgraph<AuditContext>({
    name: 'audit',
    schema: guardedSchema(new SqlAuditLog(database, names), new SqlAnomalies(database), figures, proving),
    verifier: await CallVerifier.create('audit', configuration.callKeys, parts.store, configuration.sealingKey),
    trail: writer,
    log: parts.log,
    clock: parts.clock,
    countAttempts: counting,
    endpoints: {
      [CALLS.appendEvents]: appendEvents(writer),
      [CALLS.readFigures]: readFiguresEndpoint({ ...figures, ...recording }),
      [CALLS.exportLog]: openExporting(new SqlExportedLog(database, names), configuration, { ...parts, ...recording }),
      [CALLS.forgetPerson]: forgetPerson(new SqlForgottenPersons(database), parts.clock),
    },
    createContext: (base) => ({
      ...base,
      proofs: new DataLoader((records) => readProofs(proving, records), { cacheKeyFn: ({ sequence }) => sequence }),
    }),
  });
  keeper.start();
  signer.start();
  return {
    handle: subgraph.handle,
    sign: () => signer.run(),
    count: () => keeper.count(),
    notReady: async () => {
      const [answers, remembers] = await Promise.all([isAnswering(database), parts.store.isReady()]);
      return [...(answers ? [] : ['database']), ...(remembers ? [] : ['store'])];
    },
    close: async () => {
      await subgraph.close();
      await ahead.stop();
      await keeper.close();
      await writer.record(loggingEvents('LOGGING_STOPPED', parts.organisations.keys(), parts.clock()));
      await writer.settled();
      await signer.close();
      await database.destroy();
    },
  };
}

function guardedSchema(log: AuditLog, anomalies: Anomalies, figures: FigureNeeds, proving: ProofNeeds): GraphQLSchema {
  const { organisations } = figures;
  return buildFederatedSchema(auditDefinition, [
    new AccessLogResolver(),
    new AuditAnomalyResolver({ anomalies, log, organisations }),
    new AuditEventResolver({ log, organisations }),
    new ClientResolver({ log, organisations }),
    new FigureResolver(figures),
    new ProofResolver(proving),
  ]).schema;
}
