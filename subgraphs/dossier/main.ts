/** The dossier program. */
import 'reflect-metadata';
import { httpTransport } from '../../program/transport.js';
import { runSubgraph } from '../subgraph-program.js';
import { readDossierConfiguration } from './config.js';

const AUDIT_LIMIT_MS = 3_000;

await runSubgraph(
  'dossier',
  () => readDossierConfiguration(process.env),
  // loaded last: what is wrong with the configuration is known at once
  async (configuration, parts) => {
    const { startDossier } = await import('./dossier.js');
    return startDossier(configuration, { ...parts, audit: httpTransport(configuration.auditUrl, AUDIT_LIMIT_MS) });
  },
);
