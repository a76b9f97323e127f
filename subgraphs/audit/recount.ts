/**
 * `npm run audit:recount`: counts the figures of use anew from the log, when the time zone of an organisation has changed
 * or one that has records was given a policy. Run by an operator, beside the programs; the working role is enough.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { loadOrganisations, PolicyError } from '../../organisations/policy.js';
import { readConfiguration, StartUpError } from '../../program/configuration.js';
import { createLog } from '../../program/log.js';
import { auditVariables } from './config.js';
import { countAnew } from './data/figures/count-anew.js';

const HELP = `Counts the figures of use anew from the log: when the time zone of an organisation has changed, or one that has
records was given a policy. Of months that retention has dropped no figures are left.

  npm run audit:recount

Needs DATABASE_URL and ORGANISATIONS_DIR of the audit program. It can be run while the programs run; months that are not
counted yet are not shown meanwhile.
`;
const variables = auditVariables.pick({ DATABASE_URL: true, ORGANISATIONS_DIR: true });

process.exitCode = await recount(process.argv.slice(2));

async function recount(args: string[]): Promise<number> {
  try {
    const { values } = parseArgs({ args, options: { help: { type: 'boolean', default: false } } });
    process.stdout.write(values.help ? HELP : await counted());
    return 0;
  } catch (error) {
    process.stderr.write(`audit:recount: ${reasonOf(error)}\n`);
    return 1;
  }
}

async function counted(): Promise<string> {
  const read = readConfiguration(variables, process.env);
  const organisations = loadOrganisations(read.ORGANISATIONS_DIR);
  const waiting = await countAnew(read.DATABASE_URL, organisations, createLog('audit', 'error'));
  return waiting === 0 ? 'Counted.\n' : `The audit program goes on counting: ${waiting} records wait.\n`;
}

function reasonOf(error: unknown): string {
  if (error instanceof StartUpError || error instanceof PolicyError) return error.faults.join('; ');
  return (error as Error).message;
}
