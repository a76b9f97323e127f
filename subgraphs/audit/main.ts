/** The audit program. */
import 'reflect-metadata';
import { runSubgraph } from '../subgraph-program.js';
import { readAuditConfiguration } from './config.js';

await runSubgraph(
  'audit',
  () => readAuditConfiguration(process.env),
  // loaded last: what is wrong with the configuration is known at once
  async (configuration, parts) => {
    const { startAudit } = await import('./audit.js');
    return startAudit(configuration, parts);
  },
);
