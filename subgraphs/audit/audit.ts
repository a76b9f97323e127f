/** The audit subgraph: the log of all that happens, who may read it, and the figures that come from it. */
import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import type { Organisations } from '../../organisations/policy.js';
import type { Log } from '../../program/log.js';
import { CallVerifier } from '../../program/signed-call.js';
import type { Store } from '../../program/store.js';
import type { Transport } from '../../program/transport.js';
import { CALLS } from '../../schema/calls.js';
import { migrate, openDatabase } from '../database.js';
import { buildFederatedSchema } from '../federated-schema.js';
import { startSubgraph } from '../subgraph.js';
import { appendEvents } from './api/append-events.js';
import { AuditEventResolver } from './api/audit-event.resolver.js';
import { ClientResolver } from './api/client.resolver.js';
import { auditDefinition } from './api/definition.js';
import { SignInFigureResolver } from './api/sign-in-figure.resolver.js';
import type { AuditConfiguration } from './config.js';
import { AuditEventEntity } from './data/audit-event.entity.js';
import { AuditPersonEntity } from './data/audit-person.entity.js';
import { CommittingWriter } from './data/committing-writer.js';
import { AuditTables1763800000000 } from './data/migrations/1763800000000-audit-tables.js';
import { SqlAuditLog } from './data/sql-audit-log.js';
import { SqlSignInCounts } from './data/sql-sign-in-counts.js';
import { loggingEvents } from './domain/logging-events.js';

export interface AuditParts {
  store: Store;
  log: Log;
  organisations: Organisations;
  clock: () => Date;
}

export interface RunningAudit {
  handle: Transport;
  /** What it waits for, a word each. */
  notReady: () => Promise<string[]>;
  close: () => Promise<void>;
}

export async function startAudit(configuration: AuditConfiguration, parts: AuditParts): Promise<RunningAudit> {
  if (configuration.ownerDatabaseUrl !== undefined) {
    await migrate({ ownerUrl: configuration.ownerDatabaseUrl, migrations: [AuditTables1763800000000] });
  }
  const database = await openDatabase({
    url: configuration.databaseUrl,
    entities: [AuditEventEntity, AuditPersonEntity],
  });
  const writer = new CommittingWriter(database, parts.clock);
  await writer.record(loggingEvents('LOGGING_STARTED', parts.organisations.keys(), parts.clock()));
  const subgraph = await serve(configuration, parts, database, writer);
  return {
    handle: subgraph.handle,
    notReady: () => notReady(database, parts.store),
    close: async () => {
      await subgraph.close();
      await writer.record(loggingEvents('LOGGING_STOPPED', parts.organisations.keys(), parts.clock()));
      await writer.settled();
      await database.destroy();
    },
  };
}

async function serve(
  { callKeys }: AuditConfiguration,
  { store, log, organisations, clock }: AuditParts,
  database: DataSource,
  writer: CommittingWriter,
) {
  const auditLog = new SqlAuditLog(database);
  const { schema } = buildFederatedSchema(auditDefinition, [
    new AuditEventResolver({ log: auditLog, organisations }),
    new ClientResolver({ log: auditLog, organisations }),
    new SignInFigureResolver({ counts: new SqlSignInCounts(database), organisations }),
  ]);
  return startSubgraph({
    name: 'audit',
    schema,
    verifier: await CallVerifier.create('audit', callKeys, store),
    trail: writer,
    log,
    clock,
    endpoints: { [CALLS.appendEvents]: appendEvents(writer) },
    createContext: (base) => base,
  });
}

async function notReady(database: DataSource, store: Store): Promise<string[]> {
  const [answers, remembers] = await Promise.all([
    database.query('SELECT 1').then(
      () => true,
      () => false,
    ),
    store.isReady(),
  ]);
  return [...(answers ? [] : ['database']), ...(remembers ? [] : ['store'])];
}
