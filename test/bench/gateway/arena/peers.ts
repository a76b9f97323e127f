/** Other gateways from the registry, each in a package folder of its own, so that none decides what another is made of. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../../../../demo/project-folder.js';

export interface Peer {
  name: string;
  dependencies: Readonly<Record<string, string>>;
  overrides?: Readonly<Record<string, string>>;
  /** Files that it is run with, by name. */
  files: Readonly<Record<string, string>>;
}

const FOLDER = join(PROJECT_FOLDER, 'node_modules', '.cache', 'bench-peers');

/** The folder of a peer, installed when it was not; null when the registry did not give it. */
export function installed({ name, dependencies, overrides, files }: Peer): string | null {
  const folder = join(FOLDER, name);
  mkdirSync(folder, { recursive: true });
  const described = JSON.stringify({ private: true, type: 'module', dependencies, overrides }, null, 2);
  writeFileSync(join(folder, 'package.json'), described);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  if (Object.keys(dependencies).every((each) => existsSync(join(folder, 'node_modules', each)))) return folder;
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder });
  return status === 0 ? folder : null;
}

export const HIVE: Peer = {
  name: 'hive-gateway',
  dependencies: { '@graphql-hive/gateway': '2.15.1', graphql: '16.15.0' },
  overrides: { '@graphql-tools/batch-execute': '10.2.0' },
  files: {
    'gateway.config.js': `import { defineConfig } from '@graphql-hive/gateway';
export const gatewayConfig = defineConfig({
  supergraph: process.env.SUPERGRAPH,
  host: '127.0.0.1',
  port: Number(process.env.PORT),
  graphiql: false,
  landingPage: false,
  logging: false,
});
`,
  },
};

export const MERCURIUS: Peer = {
  name: 'mercurius-gateway',
  dependencies: {
    '@mercuriusjs/gateway': '5.2.0',
    '@mercuriusjs/federation': '5.1.1',
    mercurius: '16.10.1',
    fastify: '5.12.8',
    graphql: '16.12.0',
  },
  files: {
    'start.js': `import Fastify from 'fastify';
import gateway from '@mercuriusjs/gateway';
const app = Fastify();
const names = ['identity', 'dossier', 'audit'];
const urls = process.env.SUBGRAPHS.split(',');
await app.register(gateway, { jit: 1, gateway: { services: names.map((name, index) => ({ name, url: urls[index] })) } });
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) });
`,
  },
};
