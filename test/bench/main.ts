/** `npm run bench -- <names>`: runs the benchmarks that are named, or all, and prints what they found. */
import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { auditAppend } from './audit-append.js';
import { auditFigures } from './audit-figures.js';
import { auditReads } from './audit-reads.js';
import { dossierReads } from './dossier-reads.js';
import { gatewayRates } from './gateway/rates.js';
import { asMarkdown, asText, machine, type Benchmark, type Report } from './report.js';
import { signIns } from './sign-ins.js';
import { staffLists } from './staff-lists.js';

const BENCHMARKS: readonly Benchmark[] = [
  auditAppend,
  auditReads,
  auditFigures,
  staffLists,
  dossierReads,
  gatewayRates,
  signIns,
];

const USAGE = `npm run bench -- [names] [options]     without a name: all

${BENCHMARKS.map(({ name, about }) => `  ${name.padEnd(18)}${about}`).join('\n')}

  --seconds <n>     how long each measurement of a rate lasts (10)
  --records <n>     records in the log that is read (200000; 20000000 takes a while and 20 GB)
  --clients <n>     clients in the ECD that is read (100000; 1000000 takes a while and 10 GB)
  --folder <dir>    where the log of audit-reads stays once it is written, to be measured again
  --results <dir>   also writes what was found there, as Markdown and as JSON

TEST_DATABASE_URL names a server to use, by an administrator's address; without it one is started.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '10' },
    records: { type: 'string', default: '200000' },
    clients: { type: 'string', default: '100000' },
    folder: { type: 'string' },
    results: { type: 'string' },
  },
});
const unknown = positionals.filter((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
const options = {
  adminUrl: process.env['TEST_DATABASE_URL'],
  seconds: Number(values.seconds),
  records: Number(values.records),
  clients: Number(values.clients),
  folder: values.folder,
};

if (values.help) say(USAGE);
else if (unknown.length > 0 || !(options.seconds > 0) || !(options.records > 0) || !(options.clients > 0)) {
  say(USAGE);
  process.exitCode = 2;
} else {
  say(`${machine()}\n`);
  const chosen = BENCHMARKS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  for (const benchmark of chosen) {
    const report = await benchmark.run(options);
    say(asText(report));
    if (values.results !== undefined) write(values.results, benchmark.name, report);
  }
}

function write(folder: string, name: string, report: Report): void {
  mkdirSync(folder, { recursive: true });
  const withMachine = { ...report, notes: [...report.notes, machine()] };
  writeFileSync(join(folder, `${name}.md`), asMarkdown(withMachine));
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(withMachine, null, 2)}\n`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
