/** The dossier subgraph as a contract: what it serves, and under which rows of the access matrix. */
import { DOSSIER_MATRIX } from '../../../schema/access-matrix.js';
import type { SubgraphDefinition } from '../../federated-schema.js';
import { AppointmentResolver } from './appointment.resolver.js';
import { CarePlanResolver } from './care-plan.resolver.js';
import { ChangesResolver } from './changes.resolver.js';
import type { Client } from './client.js';
import { ClientWritingResolver, NonUrgentNoticeResolver } from './client-writing.resolver.js';
import { ClientResolver } from './client.resolver.js';
import { DossierExportResolver } from './dossier-export.resolver.js';
import { ExportResolver } from './export.resolver.js';
import { LifeStoryAdditionResolver, ClientAdditionsResolver } from './life-story-addition.resolver.js';
import { LifeResolver } from './life.resolver.js';
import { MessageThreadResolver } from './message-thread.resolver.js';
import { ObjectionRequestResolver } from './objection-request.resolver.js';
import { ReportResolver } from './report.resolver.js';
import { StaffMessagesResolver } from './staff-messages.resolver.js';

const RESOLVERS = [
  ClientResolver,
  ReportResolver,
  CarePlanResolver,
  AppointmentResolver,
  LifeResolver,
  ClientAdditionsResolver,
  LifeStoryAdditionResolver,
  ClientWritingResolver,
  NonUrgentNoticeResolver,
  MessageThreadResolver,
  StaffMessagesResolver,
  ObjectionRequestResolver,
  ExportResolver,
  DossierExportResolver,
  ChangesResolver,
] as const;

export const dossierDefinition: SubgraphDefinition = {
  name: 'dossier',
  resolvers: [...RESOLVERS],
  orphanedTypes: [],
  entities: {
    // refused or not, each field is judged by the guard, so that every refusal has its path
    Client: ({ id }, { caller }): Client => {
      const relation = caller.facts?.relations.find(({ client }) => client === id);
      return { id, subject: { organisation: relation?.organisation ?? null, client: id, account: null } };
    },
  },
  rows: DOSSIER_MATRIX,
};

/** One of each resolver, for the schema that runs. */
export function dossierResolvers(): object[] {
  return RESOLVERS.map((Resolver) => new Resolver());
}
