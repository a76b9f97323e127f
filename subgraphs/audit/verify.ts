/**
 * `npm run audit:verify`: verifies the audit log, or with `--export` a file that was exported from it, and names the first
 * record that was changed, removed, reordered or cut off. It only reads. Of the records it says numbers, ids and moments.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { loadOrganisations, PolicyError } from '../../organisations/policy.js';
import { StartUpError } from '../../program/configuration.js';
import { openPlaces } from './data/places/open-places.js';
import { linesOfFiles } from './data/verify/lines-of-files.js';
import { SqlLogSnapshot } from './data/verify/sql-log-snapshot.js';
import { shortestKeptSince } from './domain/retention/retention.js';
import { exportInWords, logInWords } from './domain/verify/in-words.js';
import { SignedLeaves } from './domain/verify/signed-leaves.js';
import { verifyExport } from './domain/verify/verify-export.js';
import { verifyLog } from './domain/verify/verify-log.js';
import { readVerifyExportConfiguration, readVerifyLogConfiguration } from './verify-configuration.js';

const HELP = `Verifies the audit log against what was signed, and names the first record that is not as it was.

  npm run audit:verify                                      the log in the database
  npm run audit:verify -- --export log.ndjson.gz [...]      an export, its parts in order; no database is needed

  --all    names up to so many findings (--all 100) and not the first alone
  --json   says it in JSON

LOG_ORIGIN and LOG_KEYS say whose signatures count: verifier keys, earlier ones too. CHECKPOINT_FOLDER or CHECKPOINT_BUCKET_*
say where checkpoints are kept outside the database; WITNESSES who cosigned. The log itself needs DATABASE_URL and
ORGANISATIONS_DIR.

Exit code 0: nothing was found. 1: something was. 2: it could not be verified.
`;
const SOUND = 0;
const FOUND = 1;
const NOT_VERIFIED = 2;

interface Asked {
  exports: string[];
  most: number;
  json: boolean;
}

interface Outcome {
  findings: unknown[];
  words: (most: number) => string;
}

process.exitCode = await verify(process.argv.slice(2));

async function verify(words: string[]): Promise<number> {
  try {
    const asked = askedBy(words);
    if (asked === null) return say(HELP, SOUND);
    const began = performance.now();
    const {
      findings,
      words: inWords,
      ...outcome
    } = await (asked.exports.length === 0 ? ofLog() : ofExport(asked.exports));
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const text = asked.json
      ? JSON.stringify({ ...outcome, found: findings.length, findings: findings.slice(0, asked.most), seconds })
      : `${inWords(asked.most)}Took ${seconds} s.`;
    return say(`${text}\n`, findings.length === 0 ? SOUND : FOUND);
  } catch (error) {
    process.stderr.write(`audit:verify: ${reasonOf(error)}\n`);
    return NOT_VERIFIED;
  }
}

/** Null: only help is asked. @throws StartUpError. */
function askedBy(args: string[]): Asked | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        export: { type: 'string', multiple: true, default: [] },
        all: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    });
    if (values.help) return null;
    const most = Number(values.all);
    if (!Number.isInteger(most) || most < 1) throw new StartUpError(['all: is not a number of findings']);
    if (positionals.length > 0 && values.export.length === 0)
      throw new StartUpError(['export: is missing; see --help']);
    return { exports: [...values.export, ...positionals], most, json: values.json };
  } catch (error) {
    throw error instanceof StartUpError ? error : new StartUpError([(error as Error).message]);
  }
}

async function ofLog(): Promise<Outcome> {
  const { databaseUrl, organisationsDir, places, trust } = readVerifyLogConfiguration(process.env);
  const organisations = loadOrganisations(organisationsDir);
  const now = new Date();
  let opened: SqlLogSnapshot | undefined;
  try {
    const verification = await verifyLog({
      places: await openPlaces(places, () => now),
      snapshot: async () => (opened = await SqlLogSnapshot.open(databaseUrl)),
      trust,
      keptSince: shortestKeptSince(organisations, now),
      now,
    });
    return { ...verification, words: (most) => logInWords(verification, most) };
  } finally {
    await opened?.close();
  }
}

async function ofExport(files: readonly string[]): Promise<Outcome> {
  const { places, trust } = readVerifyExportConfiguration(process.env);
  const now = new Date();
  const outside = await openPlaces(places, () => now);
  const signed = outside.length === 0 ? null : await SignedLeaves.of(outside, trust, now);
  const verification = await verifyExport(linesOfFiles(files), trust, signed);
  return { ...verification, words: (most) => exportInWords(verification, most) };
}

function reasonOf(error: unknown): string {
  if (error instanceof StartUpError || error instanceof PolicyError) return error.faults.join('; ');
  return (error as Error).message;
}

function say(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}
