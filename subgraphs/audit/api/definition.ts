import { AUDIT_MATRIX } from '../../../schema/access-matrix.js';
import type { SubgraphDefinition } from '../../federated-schema.js';
import { AccessLogResolver } from './access-log.resolver.js';
import { AuditAnomalyResolver } from './audit-anomaly.resolver.js';
import { AuditEventResolver } from './audit-event.resolver.js';
import { ClientResolver, findClient } from './client.resolver.js';
import { ClientOfLog } from './client.type.js';
import { FigureResolver } from './figure.resolver.js';
import { ProofResolver } from './proof.resolver.js';

export const auditDefinition: SubgraphDefinition = {
  name: 'audit',
  resolvers: [
    AccessLogResolver,
    AuditAnomalyResolver,
    AuditEventResolver,
    ClientResolver,
    FigureResolver,
    ProofResolver,
  ],
  orphanedTypes: [ClientOfLog],
  entities: { Client: findClient },
  rows: AUDIT_MATRIX,
};
