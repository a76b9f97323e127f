/** Copies of the log for its manager, beside the subgraph that writes it. */
import type { Endpoint } from '../subgraph.js';
import { exportLogEndpoint, type ExportLogNeeds } from './api/export-log.endpoint.js';
import type { AuditConfiguration } from './config.js';
import { SealedExports } from './data/export-seal.js';
import type { ExportedLog } from './domain/export/exported-log.js';
import { NoteSigner } from './domain/tree/signed-note.js';

export function openExporting(
  log: ExportedLog,
  { sealingKey, checkpoints: { origin, key } }: AuditConfiguration,
  needs: Omit<ExportLogNeeds, 'log' | 'signer' | 'seal'>,
): Endpoint {
  const noteSigner = new NoteSigner(origin, key);
  return exportLogEndpoint({
    ...needs,
    log,
    signer: { origin, sign: (text) => noteSigner.sign(text) },
    seal: new SealedExports(sealingKey),
  });
}
