/**
 * `npm run ecd:check`: looks an organisation's ECD over with the dossier program's own environment and policies, and says
 * section by section what it has, what it lacks, and what would not be served and why. Says nothing about anybody.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { FHIR_ADAPTERS } from '../../organisations/ecd-policy.js';
import { loadOrganisations, PolicyError, type OrganisationPolicy } from '../../organisations/policy.js';
import { StartUpError } from '../../program/configuration.js';
import { ecdVariable, readEcdConfiguration, type EcdConfiguration } from './config.js';
import { checkFhirEcd } from './data/checking/check-fhir-ecd.js';
import { checkSqlEcd } from './data/checking/check-sql-ecd.js';
import { UnknownClient, type EcdFindings } from './data/checking/ecd-findings.js';
import { canBeServed, inWords } from './data/checking/findings-in-words.js';
import { addressFaults } from './data/open-ecds.js';
import { reasonOf } from './data/opening/ecd-door.js';
import { FHIR_VERSION_OF } from './data/opening/fhir-door.js';

const HELP = `Looks over the ECD of an organisation: what it offers, what it lacks, what would not be served and why.

  npm run ecd:check -- --organisation vivium [--client 4711]

  --client  the id in the ECD of a client whose record is counted; over FHIR nothing is counted without one

Exit code 0: all that the organisation offers can be served. 1: it cannot. 2: wrong usage or configuration.
`;
const SERVED = 0;
const NOT_SERVED = 1;
const WRONG_USAGE = 2;

interface Asked {
  organisation: string;
  client: string | null;
}

process.exitCode = await check(process.argv.slice(2));

async function check(words: string[]): Promise<number> {
  try {
    const asked = askedBy(words);
    if (asked === null) return say(HELP, SERVED);
    const configuration = readEcdConfiguration(process.env);
    const policy = policyOf(asked.organisation, configuration);
    const findings = await lookOver(policy, configuration, asked.client);
    return say(`${inWords(findings, policy)}\n`, canBeServed(findings, policy) ? SERVED : NOT_SERVED);
  } catch (error) {
    if (error instanceof UnknownClient) return complain('client: the ECD does not know such a client', WRONG_USAGE);
    if (isWrongUsage(error)) return complain(error.faults.join('; '), WRONG_USAGE);
    return complain(`the ECD cannot be read (${reasonOf(error)})`, NOT_SERVED);
  }
}

/** Null: only help is asked. @throws StartUpError. */
function askedBy(words: string[]): Asked | null {
  try {
    const { values } = parseArgs({
      args: words,
      options: {
        help: { type: 'boolean', default: false },
        organisation: { type: 'string' },
        client: { type: 'string' },
      },
    });
    if (values.help) return null;
    if (!values.organisation) throw new StartUpError(['organisation: is missing; see --help']);
    return { organisation: values.organisation, client: values.client ?? null };
  } catch (error) {
    throw error instanceof StartUpError ? error : new StartUpError([(error as Error).message]);
  }
}

/** @throws StartUpError, PolicyError. */
function policyOf(organisation: string, { organisationsDir, ecds }: EcdConfiguration): OrganisationPolicy {
  const organisations = loadOrganisations(organisationsDir);
  const policy = organisations.get(organisation);
  if (policy === undefined) {
    throw new StartUpError([`organisation: is one of ${[...organisations.keys()].join(', ')}`]);
  }
  const faults = addressFaults(policy, { addresses: ecds, variableOf: ecdVariable });
  if (faults.length > 0) throw new StartUpError(faults);
  return policy;
}

function lookOver(
  { id, ecd: { adapter, codes } }: OrganisationPolicy,
  { ecds, ecdTimeLimitMs: timeLimitMs }: EcdConfiguration,
  client: string | null,
): Promise<EcdFindings> {
  const address = ecds[id] ?? { url: '' };
  const fhir = FHIR_ADAPTERS.find((known) => known === adapter);
  return fhir === undefined || codes === undefined
    ? checkSqlEcd({ organisation: id, url: address.url, timeLimitMs, client })
    : checkFhirEcd({ address, version: FHIR_VERSION_OF[fhir], codes, timeLimitMs, client });
}

function isWrongUsage(error: unknown): error is StartUpError | PolicyError {
  return error instanceof StartUpError || error instanceof PolicyError;
}

function say(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

function complain(text: string, code: number): number {
  process.stderr.write(`ecd:check: ${text}\n`);
  return code;
}
