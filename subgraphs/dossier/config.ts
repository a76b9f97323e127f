/** Configuration of the dossier subgraph. */
import type { JWK } from 'jose';
import { z } from 'zod';
import { jwks, readConfiguration } from '../../program/configuration.js';
import type { CallKeys } from '../../program/signed-call.js';
import { PROGRAMS } from '../../schema/caller.js';

/** What the dossier subgraph itself needs, wherever it runs. */
export interface DossierConfiguration {
  /** postgres:// address of the working role. */
  databaseUrl: string;
  /** postgres:// address of the owner, who migrates at start; undefined when that is done elsewhere. */
  ownerDatabaseUrl?: string | undefined;
  /** Private Ed25519 key that signs the subgraph's calls. */
  callKey: JWK;
  /** Public keys of the programs whose calls are accepted. */
  callKeys: CallKeys;
  /** By organisation: postgres:// address of its ECD with the role that may only read. */
  ecdUrls: Readonly<Record<string, string>>;
  /** How long an answer waits for an ECD; USUAL_ECD_TIME_LIMIT_MS when it is not said. */
  ecdTimeLimitMs?: number;
}

/** What the program adds in production. */
export interface DossierProgramConfiguration extends DossierConfiguration {
  host: string;
  port: number;
  logLevel: string;
  organisationsDir: string;
  redisUrl: string;
  auditUrl: string;
}

/** Less than the gateway's limit for a subgraph, so that the other sections still get through. */
export const USUAL_ECD_TIME_LIMIT_MS = 3_000;

const postgres = z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' });
const callKeys = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.partialRecord(z.enum(PROGRAMS), z.array(z.looseObject({ kty: z.string() }))));

const variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info'),
  ORGANISATIONS_DIR: z.string(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'is not a redis:// address' }),
  DATABASE_URL: postgres,
  OWNER_DATABASE_URL: postgres.optional(),
  AUDIT_URL: z.url({ protocol: /^https?$/, error: 'is not an http(s):// address' }),
  CALL_KEY: jwks.refine((keys) => keys.length === 1, 'is not one key'),
  CALL_KEYS: callKeys,
  ECD_TIME_LIMIT_MS: z.coerce.number().int().min(100).max(4_000).default(USUAL_ECD_TIME_LIMIT_MS),
});

const ECD_URL = /^ECD_([A-Z][A-Z0-9_]*)_URL$/;

type Environment = Record<string, string | undefined>;

/** @throws StartUpError naming every variable that is missing or wrong. */
export function readDossierConfiguration(environment: Environment): DossierProgramConfiguration {
  const names = Object.keys(environment).filter((name) => ECD_URL.test(name));
  const ecds: Record<`ECD_${string}_URL`, typeof postgres> = Object.fromEntries(names.map((name) => [name, postgres]));
  const read = readConfiguration(variables.extend(ecds), environment);
  return Object.freeze({
    host: read.HOST,
    port: read.PORT,
    logLevel: read.LOG_LEVEL,
    organisationsDir: read.ORGANISATIONS_DIR,
    redisUrl: read.REDIS_URL,
    auditUrl: read.AUDIT_URL,
    databaseUrl: read.DATABASE_URL,
    ownerDatabaseUrl: read.OWNER_DATABASE_URL,
    callKey: read.CALL_KEY[0] as JWK,
    callKeys: read.CALL_KEYS,
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
