/** The audit subgraph: the log of all that happens, who may read it, and the figures that come from it. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import type { Organisations } from '../../organisations/policy.js';
import { CallVerifier } from '../../program/signed-call.js';
import { CALLS } from '../../schema/calls.js';
import { buildFederatedSchema } from '../federated-schema.js';
import type { RunningSubgraph, SubgraphParts } from '../subgraph-program.js';
import { startSubgraph } from '../subgraph.js';
import { appendEvents } from './api/append-events.js';
import { AuditEventResolver } from './api/audit-event.resolver.js';
import { ClientResolver } from './api/client.resolver.js';
import { auditDefinition } from './api/definition.js';
import { forgetPerson } from './api/forget-person.js';
import { SignInFigureResolver } from './api/sign-in-figure.resolver.js';
import type { AuditConfiguration } from './config.js';
import { isAnswering, openAuditDatabase } from './data/audit-database.js';
import { CommittingWriter } from './data/committing-writer.js';
import { PersonNames } from './data/person-names.js';
import { RecordMaker } from './data/record-maker.js';
import { SqlAuditLog } from './data/sql-audit-log.js';
import { SqlForgottenPersons } from './data/sql-forgotten-persons.js';
import { SqlSignInCounts } from './data/sql-sign-in-counts.js';
import { countAttempts } from '../../program/prying.js';
import type { AuditLog } from './domain/audit-log.js';
import { loggingEvents } from './domain/logging-events.js';
import type { SignInCounts } from './domain/read-sign-in-figures.js';

export async function startAudit(configuration: AuditConfiguration, parts: SubgraphParts): Promise<RunningSubgraph> {
  const database = await openAuditDatabase(configuration.databaseUrl, configuration.ownerDatabaseUrl);
  const names = new PersonNames(configuration.sealingKey);
  const writer = new CommittingWriter(database, new RecordMaker(configuration.sealingKey, names), parts.clock);
  await writer.record(loggingEvents('LOGGING_STARTED', parts.organisations.keys(), parts.clock()));
  const subgraph = await startSubgraph({
    name: 'audit',
    schema: guardedSchema(new SqlAuditLog(database, names), new SqlSignInCounts(database), parts.organisations),
    verifier: await CallVerifier.create('audit', configuration.callKeys, parts.store),
    trail: writer,
    log: parts.log,
    clock: parts.clock,
    countAttempts: (account, attempts) => countAttempts(parts.store, account, attempts),
    endpoints: {
      [CALLS.appendEvents]: appendEvents(writer),
      [CALLS.forgetPerson]: forgetPerson(new SqlForgottenPersons(database), parts.clock),
    },
    createContext: (base) => base,
  });
  return {
    handle: subgraph.handle,
    notReady: async () => {
      const [answers, remembers] = await Promise.all([isAnswering(database), parts.store.isReady()]);
      return [...(answers ? [] : ['database']), ...(remembers ? [] : ['store'])];
    },
    close: async () => {
      await subgraph.close();
      await writer.record(loggingEvents('LOGGING_STOPPED', parts.organisations.keys(), parts.clock()));
      await writer.settled();
      await database.destroy();
    },
  };
}

function guardedSchema(log: AuditLog, counts: SignInCounts, organisations: Organisations): GraphQLSchema {
  return buildFederatedSchema(auditDefinition, [
    new AuditEventResolver({ log, organisations }),
    new ClientResolver({ log, organisations }),
    new SignInFigureResolver({ counts, organisations }),
  ]).schema;
}
