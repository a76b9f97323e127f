/** Our gateway as in production, behind a proxy that ends the TLS. */
import { readFileSync } from 'node:fs';
import { startGateway } from '../../../../gateway/gateway.js';
import { LIMITS } from '../../../../gateway/limits.js';
import { InProcessStore } from '../../../../program/in-process-store.js';
import { createLog } from '../../../../program/log.js';
import { httpTransport } from '../../../../program/transport.js';
import { CALL_KEY } from '../graph/caller.js';
import { told } from './told.js';

const [identity = '', dossier = '', audit = ''] = told.subgraphs.map((url) => new URL(url).origin);

await startGateway(
  {
    mode: 'production',
    host: '127.0.0.1',
    port: told.port,
    callKey: CALL_KEY,
    corsOrigins: [],
    trustedProxies: ['127.0.0.1'],
    tls: null,
    supergraph: readFileSync(told.supergraph, 'utf8'),
  },
  {
    transports: {
      identity: httpTransport(identity, LIMITS.subgraphCallMs),
      dossier: httpTransport(dossier, LIMITS.subgraphCallMs),
      audit: httpTransport(audit, LIMITS.subgraphCallMs),
    },
    store: new InProcessStore(),
    log: createLog('gateway', 'warn'),
    clock: () => new Date(),
  },
);
// an orderly end, so that a profile that is taken is written
process.once('SIGINT', () => process.exit(0));
