/** Our gateway before any graph, as `npm run gateway` starts it. */
import { readFileSync } from 'node:fs';
import { startBareGateway } from '../../../../gateway/bare/bare-gateway.js';
import { createLog } from '../../../../program/log.js';
import { told } from './told.js';

await startBareGateway(
  { host: '127.0.0.1', port: told.port },
  readFileSync(told.supergraph, 'utf8'),
  createLog('gateway', 'warn'),
);
