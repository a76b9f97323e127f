/** Prints docs/rules.md. With `--check`: fails when it is not what would be printed, or when a rule has no test. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { rulesPage, type Rules } from './rules/rules-page.js';
import { testTitles } from './rules/test-titles.js';

const PAGE = 'docs/rules.md';

const rules = parse(readFileSync('docs/rules.yaml', 'utf8')) as Rules;
const printed = rulesPage(rules, testTitles('test'));
if (!process.argv.includes('--check')) writeFileSync(PAGE, printed);
else if (readFileSync(PAGE, 'utf8') !== printed) {
  process.stderr.write(`${PAGE} is not up to date: npm run rules\n`);
  process.exitCode = 1;
}
