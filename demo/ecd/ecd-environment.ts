/** The demo's ECDs as a deployment's environment names them, so that `npm run ecd:check` can look them over while it runs. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ecdVariable } from '../../subgraphs/dossier/config.js';
import type { EcdAddress } from '../../subgraphs/dossier/ecd-address.js';
import { PROJECT_FOLDER } from '../project-folder.js';

/** @returns how to forget it: addresses and keys are new at each start. */
export function keepEcdEnvironment(folder: string, addresses: Readonly<Record<string, EcdAddress>>): () => void {
  const file = join(folder, 'ecd.env');
  rmSync(file, { force: true });
  writeFileSync(file, ecdEnvironment(addresses), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** In words that a shell takes as they are: neither an address nor a key holds a quote. */
function ecdEnvironment(addresses: Readonly<Record<string, EcdAddress>>): string {
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
  return [['ORGANISATIONS_DIR', join(PROJECT_FOLDER, 'organisations')], ...variables]
    .map(([name = '', value = '']) => `${name}='${value}'\n`)
    .join('');
}
