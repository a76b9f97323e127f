/**
 * `npm run safelist -- manifest.json`: holds the documents of a front end against the schema, the limits and the access
 * matrix. Exit code 1 when one of them would be refused whoever asks, 2 for what cannot be read as a manifest.
 */
import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { readAccessRules } from '../gateway/execution/access/access-rules.js';
import { LIMITS } from '../gateway/limits.js';
import { judgeDocument } from '../gateway/safelist/judged-document.js';
import { readManifest, type ListedDocument } from '../gateway/safelist/manifest.js';
import { documentReport } from './safelist/document-report.js';

const [file] = process.argv.slice(2);
if (file === undefined) end('npm run safelist -- <manifest.json>');
const sdl = readFileSync('schema/api.graphql', 'utf8');
const judge = { schema: buildSchema(sdl), rules: readAccessRules(sdl), limits: LIMITS };
for (const { id, text } of documentsIn(file)) {
  const judged = judgeDocument(judge, text);
  process.stdout.write(`${documentReport(id, judged, LIMITS)}\n`);
  if (judged.faults.length > 0 || judged.operations.some(({ over }) => over !== undefined)) process.exitCode = 1;
}

function documentsIn(place: string): ListedDocument[] {
  try {
    return readManifest(readFileSync(place, 'utf8'));
  } catch (error) {
    return end(`${place}: ${(error as Error).message}`);
  }
}

function end(why: string): never {
  process.stderr.write(`${why}\n`);
  process.exit(2);
}
