/** Our gateway before any graph, as `npm run gateway` starts it. */
import { readFileSync } from 'node:fs';
import { startBareGateway } from '../../../../gateway/bare/bare-gateway.js';
import { createLog } from '../../../../program/log.js';
import { told } from './told.js';

await startBareGateway(
  { host: '127.0.0.1', port: told.port },
  // nobody signs in here, so the rules would open nothing
  readFileSync(told.supergraph, 'utf8').replace(/(?<!directive) @access\([^)]*\)/g, ''),
  createLog('gateway', 'warn'),
);
