import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartUpError } from '../program/configuration.js';

const FILE = join('schema', 'supergraph.graphql');

/** The printed supergraph; it lies in the project's own folder, above this file whether compiled or not. */
export function readSupergraph(from: string = dirname(fileURLToPath(import.meta.url))): string {
  const file = join(from, FILE);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  if (dirname(from) === from) throw new StartUpError([`${FILE} is missing; print it with: npm run schema`]);
  return readSupergraph(dirname(from));
}
