/**
 * Prints the contract, and the table of configuration, from the code: `npm run schema`. With `--check` it writes nothing and fails when what is printed
 * differs from what is there.
 */
import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { ACCESS_MATRIX } from '../schema/access-matrix.js';
import { auditDefinition } from '../subgraphs/audit/api/definition.js';
import { dossierDefinition } from '../subgraphs/dossier/api/definition.js';
import { buildFederatedSchema } from '../subgraphs/federated-schema.js';
import { identityDefinition } from '../subgraphs/identity/api/definition.js';
import { printAccessMatrix } from './schema/access-matrix-page.js';
import { printAuditEvents } from './schema/audit-events-page.js';
import { printApiSchema } from './schema/api-schema.js';
import { lintCatalogue } from './schema/catalogue-lint.js';
import { withConfigurationTable } from './schema/configuration-table.js';
import { lintSchema } from './schema/lints.js';
import { composeSupergraph } from './schema/supergraph.js';

/** By path: what the file has to hold. */
async function printContract(): Promise<Map<string, string>> {
  const sdls = [identityDefinition, dossierDefinition, auditDefinition].map((definition) => ({
    name: definition.name,
    sdl: buildFederatedSchema(definition).sdl,
  }));
  const faults = [...lintSchema(sdls), ...lintCatalogue(sdls)];
  if (faults.length > 0) throw new Error(`the contract is not sound:\n${faults.join('\n')}`);
  const { supergraph, hints } = composeSupergraph(sdls);
  if (hints.length > 0) throw new Error(`the subgraphs do not agree:\n${hints.join('\n')}`);
  return new Map([
    ...sdls.map(({ name, sdl }) => [`schema/${name}.graphql`, sdl] as const),
    ['schema/supergraph.graphql', supergraph],
    ['schema/api.graphql', printApiSchema(supergraph)],
    ['schema/access-matrix.md', printAccessMatrix(ACCESS_MATRIX)],
    ['docs/audit-events.md', await formatted('docs/audit-events.md', printAuditEvents())],
    ['README.md', await formatted('README.md', withConfigurationTable(await readFile('README.md', 'utf8')))],
  ]);
}

async function formatted(path: string, text: string): Promise<string> {
  return format(text, { ...(await resolveConfig(path)), filepath: path });
}

async function differing(printed: ReadonlyMap<string, string>): Promise<string[]> {
  const paths = await Promise.all(
    [...printed].map(async ([path, text]) => {
      const there = await readFile(path, 'utf8').catch(() => null);
      return there === text ? [] : [path];
    }),
  );
  return paths.flat();
}

async function main(): Promise<number> {
  const printed = await printContract();
  if (process.argv.includes('--check')) {
    const paths = await differing(printed);
    for (const path of paths) process.stderr.write(`${path} differs from the code; run: npm run schema\n`);
    return paths.length === 0 ? 0 : 1;
  }
  for (const [path, text] of printed) await writeFile(path, text);
  process.stdout.write(`printed ${[...printed.keys()].join(', ')}\n`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
