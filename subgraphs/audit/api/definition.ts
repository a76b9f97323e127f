import { AUDIT_MATRIX } from '../../../schema/access-matrix.js';
import type { SubgraphDefinition } from '../../federated-schema.js';
import { AccessLogResolver } from './access-log.resolver.js';
import { AuditEventResolver } from './audit-event.resolver.js';
import { ClientResolver, findClient } from './client.resolver.js';
import { ClientOfLog } from './client.type.js';
import { FigureResolver } from './figure.resolver.js';

export const auditDefinition: SubgraphDefinition = {
  name: 'audit',
  resolvers: [AccessLogResolver, AuditEventResolver, ClientResolver, FigureResolver],
  orphanedTypes: [ClientOfLog],
  entities: { Client: findClient },
  rows: AUDIT_MATRIX,
};
