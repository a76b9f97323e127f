/** `npm run bench -- <names>`: runs the benchmarks that are named, or all, and prints what they found. */
import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { auditAppend } from './audit-append.js';
import { auditFigures } from './audit-figures.js';
import { auditReads } from './audit-reads.js';
import { dossierReads } from './dossier-reads.js';
import { gatewayCold } from './gateway/cold.js';
import { gatewayMemory } from './gateway/memory.js';
import { gatewayProcesses } from './gateway/processes.js';
import { gatewayProfile } from './gateway/profile.js';
import { gatewayRates } from './gateway/rates.js';
import { gatewaySplice } from './gateway/splice.js';
import { gatewayStages } from './gateway/stages.js';
import { guardCost } from './guard-cost.js';
import { asMarkdown, asText, machine, type Benchmark, type Report } from './report.js';
import { signIns } from './sign-ins.js';
import { staffLists } from './staff-lists.js';

const BENCHMARKS: readonly Benchmark[] = [
  auditAppend,
  auditReads,
  auditFigures,
  staffLists,
  dossierReads,
  guardCost,
  gatewayRates,
  gatewayStages,
  gatewayCold,
  gatewayMemory,
  gatewayProcesses,
  gatewaySplice,
  gatewayProfile,
  signIns,
];

const USAGE = `npm run bench -- [names] [options]     without a name: all; the first part of a name: all that begin so

${BENCHMARKS.map(({ name, about }) => `  ${name.padEnd(18)}${about}`).join('\n')}

  --seconds <n>     how long each measurement of a rate lasts (10)
  --minutes <n>     how long memory is followed (1)
  --profile         gateway-profile as well, where it is among those
  --records <n>     records in the log that is read (200000; 20000000 takes a while and 20 GB)
  --clients <n>     clients in the ECD that is read (100000; 1000000 takes a while and 10 GB)
  --folder <dir>    where the log of audit-reads or the ECDs of dossier-reads stay once written, to be measured again
  --results <dir>   also writes what was found there: Markdown, JSON, and charts as SVG

TEST_DATABASE_URL names a server to use, by an administrator's address; without it one is started.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '10' },
    minutes: { type: 'string', default: '1' },
    profile: { type: 'boolean', default: false },
    records: { type: 'string', default: '200000' },
    clients: { type: 'string', default: '100000' },
    folder: { type: 'string' },
    results: { type: 'string' },
  },
});
const isNamed = (given: string, { name }: Benchmark): boolean => name === given || name.startsWith(`${given}-`);
const unknown = positionals.filter((given) => !BENCHMARKS.some((benchmark) => isNamed(given, benchmark)));
const options = {
  adminUrl: process.env['TEST_DATABASE_URL'],
  seconds: Number(values.seconds),
  minutes: Number(values.minutes),
  records: Number(values.records),
  clients: Number(values.clients),
  folder: values.folder,
};
const { seconds, minutes, records, clients } = options;

if (values.help) say(USAGE);
else if (unknown.length > 0 || [seconds, minutes, records, clients].some((given) => !(given > 0))) {
  say(USAGE);
  process.exitCode = 2;
} else {
  say(`${machine()}\n`);
  for (const benchmark of BENCHMARKS.filter(isChosen)) {
    const report = await benchmark.run(options);
    say(asText(report));
    if (values.results !== undefined) write(values.results, benchmark.name, report);
  }
}

function isChosen(benchmark: Benchmark): boolean {
  if (positionals.includes(benchmark.name)) return true;
  if (benchmark.onRequest === true && !values.profile) return false;
  return positionals.length === 0 || positionals.some((given) => isNamed(given, benchmark));
}

function write(folder: string, name: string, { files = {}, ...report }: Report): void {
  mkdirSync(folder, { recursive: true });
  const withMachine = { ...report, notes: [...report.notes, machine()] };
  for (const [end, text] of Object.entries(files)) writeFileSync(join(folder, `${name}${end}`), text);
  writeFileSync(join(folder, `${name}.md`), asMarkdown(withMachine));
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(withMachine, null, 2)}\n`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
