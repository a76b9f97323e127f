/** The dossier program. */
import 'reflect-metadata';
import { httpTransport } from '../../program/transport.js';
import { runSubgraph } from '../subgraph-program.js';
import { readDossierConfiguration } from './config.js';
import { startDossier } from './dossier.js';

const AUDIT_LIMIT_MS = 3_000;

await runSubgraph(
  'dossier',
  () => readDossierConfiguration(process.env),
  (configuration, parts) =>
    startDossier(configuration, { ...parts, audit: httpTransport(configuration.auditUrl, AUDIT_LIMIT_MS) }),
);
