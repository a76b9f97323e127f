/** The audit program. */
import 'reflect-metadata';
import { runSubgraph } from '../subgraph-program.js';
import { startAudit } from './audit.js';
import { readAuditConfiguration } from './config.js';

await runSubgraph('audit', () => readAuditConfiguration(process.env), startAudit);
