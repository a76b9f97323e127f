/**
 * Prints the contract from the code: `npm run schema`. With `--check` it writes nothing and fails when what is printed
 * differs from what is there.
 */
import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ACCESS_MATRIX } from '../schema/access-matrix.js';
import { auditDefinition } from '../subgraphs/audit/api/definition.js';
import { dossierDefinition } from '../subgraphs/dossier/api/definition.js';
import { buildFederatedSchema } from '../subgraphs/federated-schema.js';
import { identityDefinition } from '../subgraphs/identity/api/definition.js';
import { printAccessMatrix } from './schema/access-matrix-page.js';
import { printApiSchema } from './schema/api-schema.js';
import { lintSchema } from './schema/lints.js';
import { composeSupergraph } from './schema/supergraph.js';

const FOLDER = 'schema';

function printContract(): Map<string, string> {
  const sdls = [identityDefinition, dossierDefinition, auditDefinition].map((definition) => ({
    name: definition.name,
    sdl: buildFederatedSchema(definition).sdl,
  }));
  const faults = lintSchema(sdls);
  if (faults.length > 0) throw new Error(`the contract is not sound:\n${faults.join('\n')}`);
  const { supergraph, hints } = composeSupergraph(sdls);
  for (const hint of hints) process.stdout.write(`hint: ${hint}\n`);
  return new Map([
    ...sdls.map(({ name, sdl }) => [`${name}.graphql`, sdl] as const),
    ['supergraph.graphql', supergraph],
    ['api.graphql', printApiSchema(supergraph)],
    ['access-matrix.md', printAccessMatrix(ACCESS_MATRIX)],
  ]);
}

async function differing(printed: ReadonlyMap<string, string>): Promise<string[]> {
  const names = await Promise.all(
    [...printed].map(async ([name, text]) => {
      const there = await readFile(join(FOLDER, name), 'utf8').catch(() => null);
      return there === text ? [] : [name];
    }),
  );
  return names.flat();
}

async function main(): Promise<number> {
  const printed = printContract();
  if (process.argv.includes('--check')) {
    const names = await differing(printed);
    for (const name of names) process.stderr.write(`${FOLDER}/${name} differs from the code; run: npm run schema\n`);
    return names.length === 0 ? 0 : 1;
  }
  for (const [name, text] of printed) await writeFile(join(FOLDER, name), text);
  process.stdout.write(`printed ${[...printed.keys()].join(', ')} into ${FOLDER}/\n`);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
