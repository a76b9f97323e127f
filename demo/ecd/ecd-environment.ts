/** The demo's ECDs as a deployment's environment names them, so that `npm run ecd:check` can look them over while it runs. */
import { join } from 'node:path';
import { ecdVariable } from '../../subgraphs/dossier/config.js';
import type { EcdAddress } from '../../subgraphs/dossier/ecd-address.js';
import { keepEnvironment } from '../environment-file.js';
import { PROJECT_FOLDER } from '../project-folder.js';

/** @returns how to forget it. */
export function keepEcdEnvironment(folder: string, addresses: Readonly<Record<string, EcdAddress>>): () => void {
  const variables = { ORGANISATIONS_DIR: join(PROJECT_FOLDER, 'organisations'), ...ecdEnvironment(addresses) };
  return keepEnvironment(folder, 'ecd.env', variables);
}

/** The variables by which a deployment says where each organisation's ECD is. */
export function ecdEnvironment(addresses: Readonly<Record<string, EcdAddress>>): Record<string, string> {
  const variables = Object.entries(addresses).flatMap(([organisation, { url, oauth }]) => [
    [ecdVariable(organisation), url],
    ...(oauth === undefined
      ? []
      : [
          [ecdVariable(organisation, 'TOKEN_URL'), oauth.tokenUrl],
          [ecdVariable(organisation, 'CLIENT_ID'), oauth.clientId],
          [ecdVariable(organisation, 'CLIENT_KEY'), JSON.stringify(oauth.key)],
          ...(oauth.scope === undefined ? [] : [[ecdVariable(organisation, 'SCOPE'), oauth.scope]]),
        ]),
  ]);
  return Object.fromEntries(variables) as Record<string, string>;
}
