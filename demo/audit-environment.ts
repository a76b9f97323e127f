/** The demo's log as a deployment's environment names it, so that `npm run audit:verify` can look it over while it runs. */
import { join } from 'node:path';
import { NoteSigner } from '../subgraphs/audit/domain/tree/signed-note.js';
import { keepEnvironment } from './environment-file.js';
import type { Keys } from './keys.js';
import { PROJECT_FOLDER } from './project-folder.js';

/** The name of the log of a system that is no organisation's. */
export const LOG_ORIGIN = 'log.inzage.example';

export interface AuditOfDemo {
  databaseUrl: string;
  checkpointFolder: string;
  keys: Pick<Keys, 'checkpointKey'>;
}

/** @returns how to forget it. */
export function keepAuditEnvironment(folder: string, { databaseUrl, checkpointFolder, keys }: AuditOfDemo): () => void {
  return keepEnvironment(folder, 'audit.env', {
    ORGANISATIONS_DIR: join(PROJECT_FOLDER, 'organisations'),
    DATABASE_URL: databaseUrl,
    CHECKPOINT_FOLDER: checkpointFolder,
    LOG_ORIGIN,
    LOG_KEYS: new NoteSigner(LOG_ORIGIN, keys.checkpointKey).verifierKey.toString(),
  });
}
