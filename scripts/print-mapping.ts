/** Prints docs/mapping.md. With `--check`: fails when it is not what would be printed. */
import { readFileSync, writeFileSync } from 'node:fs';
import { INTRODUCTION } from './mapping/introduction.js';
import { mappingFaults } from './mapping/mapping-faults.js';
import { mappingPage } from './mapping/mapping-page.js';
import { MAPPING_TABLES } from './mapping/mapping-tables.js';
import { portFields, portSources } from './mapping/port-fields.js';

const PAGE = 'docs/mapping.md';

const port = portFields(
  portSources(),
  MAPPING_TABLES.map(({ type }) => type),
);
const faults = mappingFaults(MAPPING_TABLES, port);
if (faults.length > 0) throw new Error(`the mapping and the port do not fit:\n${faults.join('\n')}`);
const printed = mappingPage(INTRODUCTION, MAPPING_TABLES);
if (!process.argv.includes('--check')) writeFileSync(PAGE, printed);
else if (readFileSync(PAGE, 'utf8') !== printed) {
  process.stderr.write(`${PAGE} is not up to date: npm run mapping\n`);
  process.exitCode = 1;
}
