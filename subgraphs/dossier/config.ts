/** Configuration of the dossier subgraph. */
import type { JWK } from 'jose';
import { z } from 'zod';
import { callKey, httpAddress, postgresAddress, readConfiguration, secret } from '../../program/configuration.js';
import {
  subgraphConfiguration,
  subgraphVariables,
  type SubgraphConfiguration,
  type SubgraphProgramConfiguration,
} from '../subgraph-configuration.js';

/** What the dossier subgraph itself needs, wherever it runs. */
export interface DossierConfiguration extends SubgraphConfiguration {
  /** Private Ed25519 key that signs the subgraph's calls. */
  callKey: JWK;
  /** By organisation: postgres:// address of its ECD with the role that may only read. */
  ecdUrls: Readonly<Record<string, string>>;
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

const ECD_URL = /^ECD_([A-Z][A-Z0-9_]*)_URL$/;

type Environment = Record<string, string | undefined>;

/** @throws StartUpError naming every variable that is missing or wrong. */
export function readDossierConfiguration(environment: Environment): DossierProgramConfiguration {
  const names = Object.keys(environment).filter((name) => ECD_URL.test(name));
  const ecds: Record<`ECD_${string}_URL`, typeof postgresAddress> = Object.fromEntries(
    names.map((name) => [name, postgresAddress]),
  );
  const read = readConfiguration(dossierVariables.extend(ecds), environment);
  return Object.freeze({
    ...subgraphConfiguration(read),
    auditUrl: read.AUDIT_URL,
    callKey: read.CALL_KEY,
    sealingKey: read.SEALING_KEY,
    ecdUrls: Object.fromEntries(names.map((name) => [organisationOf(name), environment[name] as string])),
    ecdTimeLimitMs: read.ECD_TIME_LIMIT_MS,
  });
}

/** The variable that holds the address of an organisation's ECD: `de-roos` → `ECD_DE_ROOS_URL`. */
export function ecdVariable(organisation: string): string {
  return `ECD_${organisation.toUpperCase().replaceAll('-', '_')}_URL`;
}

function organisationOf(variable: string): string {
  return (ECD_URL.exec(variable)?.[1] ?? '').toLowerCase().replaceAll('_', '-');
}
