/**
 * `npm run appoint`: appoints a member of staff, with the environment of the identity program. A new system has nobody
 * who could do so in the portal; it is on the log like any appointment.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { loadOrganisations, PolicyError } from '../../organisations/policy.js';
import { StartUpError } from '../../program/configuration.js';
import { createLog } from '../../program/log.js';
import { CallSigner } from '../../program/calls/signer.js';
import { httpTransport } from '../../program/transport.js';
import { STAFF_ROLES } from '../../schema/caller.js';
import { createAuditTrail } from '../audit-trail.js';
import { DomainError } from '../domain-error.js';
import { readIdentityConfiguration, type IdentityProgramConfiguration } from './config.js';
import { openIdentityDatabase } from './data/identity-database.js';
import { ownSteps } from './data/upkeep-ledger.js';
import { appointFirst } from './domain/staff/appoint-first.js';
import type { Appointment } from './domain/staff/appoint-staff.js';

const HELP = `Appoints a member of staff, who is sent a link to choose a password.

  npm run appoint -- --organisation vivium --role ADMINISTRATOR \\
    --given Marloes --family Kuit --email marloes@example.org --mobile 0612345678

  --role  ${STAFF_ROLES.join(', ')}
`;
const AUDIT_LIMIT_MS = 3_000;

process.exitCode = await appointBy(process.argv.slice(2));

async function appointBy(words: string[]): Promise<number> {
  try {
    const appointment = appointmentOf(words);
    if (appointment === null) {
      process.stdout.write(HELP);
      return 0;
    }
    const account = await appoint(readIdentityConfiguration(process.env), appointment);
    process.stdout.write(`Appointed: account ${account}. The link is on its way, by the identity program.\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`appoint: ${reasonOf(error)}\n`);
    return 1;
  }
}

/** Null: only help is asked. @throws StartUpError. */
function appointmentOf(words: string[]): Appointment | null {
  const option = { type: 'string', default: '' } as const;
  const { values } = parseArgs({
    args: words,
    options: {
      help: { type: 'boolean', default: false },
      organisation: option,
      role: option,
      given: option,
      family: option,
      email: option,
      mobile: option,
    },
  });
  if (values.help || words.length === 0) return null;
  const role = STAFF_ROLES.find((known) => known === values.role);
  if (role === undefined) throw new StartUpError([`role: is one of ${STAFF_ROLES.join(', ')}`]);
  const { organisation, given, family, email, mobile } = values;
  return { organisation, role, given, family, email, mobileNumber: mobile };
}

async function appoint(configuration: IdentityProgramConfiguration, appointment: Appointment): Promise<string> {
  const organisations = loadOrganisations(configuration.organisationsDir);
  const { database, stepsOn } = await openIdentityDatabase(configuration);
  const trail = createAuditTrail({
    source: 'identity',
    transport: httpTransport(configuration.auditUrl, AUDIT_LIMIT_MS),
    signer: await CallSigner.create('identity', configuration.callKey),
    database,
    log: createLog('identity', 'error'),
  });
  try {
    const needs = { inOwnStep: ownSteps(trail, stepsOn(trail)), organisations };
    return (await appointFirst(needs, appointment, new Date())).account;
  } finally {
    await trail.close();
    await database.destroy();
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof StartUpError || error instanceof PolicyError) return error.faults.join('; ');
  if (!(error instanceof DomainError)) return (error as Error).message;
  const { fields } = error.details;
  return Array.isArray(fields) ? `cannot be right: ${fields.join(', ')}` : error.code;
}
