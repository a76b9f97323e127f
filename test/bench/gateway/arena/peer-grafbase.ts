/** Grafbase: a gateway in Rust that the registry has as a program, which composes the subgraphs itself. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NAMES, typesOf } from '../graph/graph.js';
import type { Peer } from './peers.js';
import type { Place } from './place.js';
import type { Command } from './program.js';

export const GRAFBASE: Peer = { name: 'grafbase', dependencies: { grafbase: '0.80.4' }, files: {} };

/** @param folder of the peer; what it reads is written there. */
export function grafbaseCommand({ port, subgraphs }: Place, folder: string): Command {
  const tables = NAMES.map((name, index) => ({ head: `[subgraphs.${name}]\nurl = "${subgraphs[index]}"\n`, name }));
  for (const name of NAMES) writeFileSync(schemaFile(folder, name), typesOf(name).replace('extend type', 'type'));
  const [gateway, overrides] = [join(folder, 'gateway.toml'), join(folder, 'overrides.toml')];
  writeFileSync(gateway, tables.map(({ head }) => head).join('\n'));
  writeFileSync(
    overrides,
    tables.map(({ head, name }) => `${head}schema_path = "${schemaFile(folder, name)}"\n`).join('\n'),
  );
  const args = ['dev', '--gateway-config', gateway, '--graph-overrides', overrides, '--port', String(port)];
  return { file: programIn(folder), args, env: { HOME: folder }, folder };
}

function schemaFile(folder: string, name: string): string {
  return join(folder, `${name}.graphql`);
}

/** The package for this machine is the only one that was installed. */
function programIn(folder: string): string {
  const packages = join(folder, 'node_modules', '@grafbase');
  const [own = ''] = readdirSync(packages);
  return join(packages, own, 'grafbase');
}
