/** Configuration of the dossier subgraph. */
import type { JWK } from 'jose';
import { z } from 'zod';
import { callKey, httpAddress, readConfiguration, secret } from '../../program/configuration.js';
import {
  subgraphConfiguration,
  subgraphVariables,
  type SubgraphConfiguration,
  type SubgraphProgramConfiguration,
} from '../subgraph-configuration.js';
import {
  ECD_SETS,
  ecdAddressOf,
  ecdVariables,
  isPostgres,
  OF_FHIR_ONLY,
  type EcdAddress,
  type EcdVariables,
} from './ecd-address.js';

/** What the dossier subgraph itself needs, wherever it runs. */
export interface DossierConfiguration extends SubgraphConfiguration {
  /** Private Ed25519 key that signs the subgraph's calls. */
  callKey: JWK;
  /** By organisation. */
  ecds: Readonly<Record<string, EcdAddress>>;
  /** Seals what users write, by client. */
  sealingKey: Buffer;
  /** How long an answer waits for an ECD; USUAL_ECD_TIME_LIMIT_MS when it is not said. */
  ecdTimeLimitMs?: number;
}

/** What the program adds in production. */
export interface DossierProgramConfiguration extends DossierConfiguration, SubgraphProgramConfiguration {
  auditUrl: string;
}

/** Less than the gateway's limit for a subgraph, so that the other sections still get through. */
export const USUAL_ECD_TIME_LIMIT_MS = 3_000;

export const dossierVariables = z.object({
  ...subgraphVariables,
  AUDIT_URL: httpAddress.describe('Where the audit program listens'),
  CALL_KEY: callKey,
  SEALING_KEY: secret.describe('Base64, at least 32 bytes: seals what users write; never change it'),
  ECD_TIME_LIMIT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(4_000)
    .default(USUAL_ECD_TIME_LIMIT_MS)
    .describe('How long an answer waits for an ECD, in milliseconds'),
});

/** The least that can be the organisation: `ECD_DE_ROOS_TOKEN_URL` is of `de-roos`, not the address of `de-roos-token`. */
const ECD_VARIABLE = new RegExp(`^ECD_([A-Z][A-Z0-9_]*?)_(?:${Object.keys(ecdVariables).join('|')})$`);

type Environment = Record<string, string | undefined>;

/** @throws StartUpError naming every variable that is missing or wrong. */
export function readDossierConfiguration(environment: Environment): DossierProgramConfiguration {
  const organisations = organisationsIn(environment);
  const read = readConfiguration(
    organisations.reduce(withEcdOf, dossierVariables) as typeof dossierVariables,
    environment,
  );
  return Object.freeze({
    ...subgraphConfiguration(read),
    auditUrl: read.AUDIT_URL,
    callKey: read.CALL_KEY,
    sealingKey: read.SEALING_KEY,
    ecds: Object.fromEntries(
      organisations.map((organisation) => [organisation, ecdAddressOf(ecdOf(organisation, read))]),
    ),
    ecdTimeLimitMs: read.ECD_TIME_LIMIT_MS,
  });
}

/** Of the same environment what it takes to look an ECD over. */
export type EcdConfiguration = Pick<DossierProgramConfiguration, 'organisationsDir' | 'ecds'> & {
  ecdTimeLimitMs: number;
};

/** @throws StartUpError naming every variable that is missing or wrong. */
export function readEcdConfiguration(environment: Environment): EcdConfiguration {
  const organisations = organisationsIn(environment);
  const variables = dossierVariables.pick({ ORGANISATIONS_DIR: true, ECD_TIME_LIMIT_MS: true });
  const read = readConfiguration(organisations.reduce(withEcdOf, variables) as typeof variables, environment);
  return {
    organisationsDir: read.ORGANISATIONS_DIR,
    ecds: Object.fromEntries(
      organisations.map((organisation) => [organisation, ecdAddressOf(ecdOf(organisation, read))]),
    ),
    ecdTimeLimitMs: read.ECD_TIME_LIMIT_MS,
  };
}

/** The variable that holds the address of an organisation's ECD: `de-roos` → `ECD_DE_ROOS_URL`. */
export function ecdVariable(organisation: string, variable: keyof EcdVariables = 'URL'): string {
  return `ECD_${organisation.toUpperCase().replaceAll('-', '_')}_${variable}`;
}

function organisationsIn(environment: Environment): string[] {
  const named = Object.keys(environment).flatMap((name) => ECD_VARIABLE.exec(name)?.[1] ?? []);
  return [...new Set(named)].map((name) => name.toLowerCase().replaceAll('_', '-'));
}

/** Sets are judged beside single faults, so that all are said at once. */
function withEcdOf(variables: z.ZodObject, organisation: string): z.ZodObject {
  const named = Object.entries(ecdVariables).map(
    ([name, variable]) => [ecdVariable(organisation, name as keyof EcdVariables), variable] as const,
  );
  const whole = ECD_SETS.reduce(
    (judged, [missing, beside]) =>
      judged.refine(
        (read) => ecdOf(organisation, read)[missing] !== undefined || ecdOf(organisation, read)[beside] === undefined,
        {
          path: [ecdVariable(organisation, missing)],
          message: `goes together with ${ecdVariable(organisation, beside)}`,
          when: () => true,
        },
      ),
    variables.safeExtend(Object.fromEntries(named)),
  );
  return OF_FHIR_ONLY.reduce(
    (judged, variable) =>
      judged.refine((read) => isOfUse(variable, ecdOf(organisation, read)), {
        path: [ecdVariable(organisation, variable)],
        message: `is of no use to the postgres:// address in ${ecdVariable(organisation)}`,
        when: () => true,
      }),
    whole,
  );
}

/** Whoever sets it believes that it protects what is read. */
function isOfUse(variable: keyof EcdVariables, read: EcdVariables): boolean {
  return read[variable] === undefined || typeof read.URL !== 'string' || !isPostgres(read.URL);
}

/** An organisation's part of what was read. */
function ecdOf(organisation: string, read: Readonly<Record<string, unknown>>): EcdVariables {
  const names = Object.keys(ecdVariables) as (keyof EcdVariables)[];
  return Object.fromEntries(names.map((name) => [name, read[ecdVariable(organisation, name)]])) as EcdVariables;
}
