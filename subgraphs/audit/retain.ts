/**
 * `npm run audit:retain`: drops the months of the audit log that each organisation has kept long enough. Run by an
 * operator: it needs the role that owns the database, which no program has while it runs.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { loadOrganisations, PolicyError } from '../../organisations/policy.js';
import { postgresAddress, readConfiguration, StartUpError } from '../../program/configuration.js';
import { openDatabase } from '../database.js';
import { auditVariables } from './config.js';
import { CommittingWriter } from './data/committing-writer.js';
import { RecordMaker } from './data/record-maker.js';
import { SqlKeptRooms } from './data/retention/sql-kept-rooms.js';
import { applyRetention } from './domain/retention/apply-retention.js';
import type { FilledRoom } from './domain/retention/room.js';

const HELP = `Drops the months of the audit log that were kept long enough (auditRetentionYears of the organisation's policy).

  npm run audit:retain [-- --dry-run]

  --dry-run  says what it would drop, and drops nothing

Needs DATABASE_URL, OWNER_DATABASE_URL, SEALING_KEY and ORGANISATIONS_DIR of the audit program. It can be run while the
programs run, and again: a month of which not all was signed for, or that is in use, is left for the next time.
`;
const variables = auditVariables
  .pick({ DATABASE_URL: true, SEALING_KEY: true, ORGANISATIONS_DIR: true })
  .extend({ OWNER_DATABASE_URL: postgresAddress });

process.exitCode = await retain(process.argv.slice(2));

async function retain(args: string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args,
      options: { help: { type: 'boolean', default: false }, 'dry-run': { type: 'boolean', default: false } },
    });
    const dry = values['dry-run'];
    process.stdout.write(values.help ? HELP : inWords(await apply(dry), dry));
    return 0;
  } catch (error) {
    process.stderr.write(`audit:retain: ${reasonOf(error)}\n`);
    return 1;
  }
}

async function apply(dry: boolean): Promise<FilledRoom[]> {
  const read = readConfiguration(variables, process.env);
  const organisations = loadOrganisations(read.ORGANISATIONS_DIR);
  const database = await openDatabase({ url: read.DATABASE_URL, entities: [], poolSize: 2 });
  const rooms = await SqlKeptRooms.open(read.OWNER_DATABASE_URL);
  try {
    const writer = new CommittingWriter(database, new RecordMaker(read.SEALING_KEY), () => new Date());
    return await applyRetention({ rooms, trail: writer, organisations, now: new Date() }, dry);
  } finally {
    await Promise.all([database.destroy(), rooms.close()]);
  }
}

function inWords(rooms: readonly FilledRoom[], dry: boolean): string {
  if (rooms.length === 0) return 'Nothing was kept long enough.\n';
  const lines = rooms.map(
    ({ month, organisation, records }) => `${month}  ${organisation ?? 'no organisation'}  ${records} records\n`,
  );
  return `${dry ? 'Would be dropped' : 'Dropped'}:\n${lines.join('')}`;
}

function reasonOf(error: unknown): string {
  if (error instanceof StartUpError || error instanceof PolicyError) return error.faults.join('; ');
  return (error as Error).message;
}
