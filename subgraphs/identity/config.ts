/** Configuration of identity. All secrets come from outside; none has a default. */
import type { JWK } from 'jose';
import { z } from 'zod';
import { jwks, readConfiguration } from '../../program/configuration.js';
import type { CallKeys } from '../../program/signed-call.js';
import { PROGRAMS } from '../../schema/caller.js';
import type { LimitNumbers } from './domain/limits.js';

/** What identity itself needs, wherever it runs. */
export interface IdentityConfiguration {
  /** postgres:// address of the working role. */
  databaseUrl: string;
  /** postgres:// address of the owner, who migrates at start; undefined when that is done elsewhere. */
  ownerDatabaseUrl?: string | undefined;
  /** Private Ed25519 key that signs identity's calls. */
  callKey: JWK;
  /** Public keys of the programs whose calls are accepted. */
  callKeys: CallKeys;
  /** Private Ed25519 keys of access tokens: the first signs, the others are still published. */
  accessTokenKeys: JWK[];
  passwordPepper: Buffer;
  bsnHashKey: Buffer;
  /** Of SMS codes, and of the names under which attempts are counted. */
  codeHashKey: Buffer;
  /** Other numbers than LIMITS, where messages go to an outbox and cost nothing. */
  limits?: Partial<LimitNumbers>;
}

/** What the program adds in production. */
export interface IdentityProgramConfiguration extends IdentityConfiguration {
  host: string;
  port: number;
  logLevel: string;
  organisationsDir: string;
  redisUrl: string;
  auditUrl: string;
  sns: SnsConfiguration;
}

export interface SnsConfiguration {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** Another address than the region's own. */
  endpoint?: string | undefined;
}

const postgres = z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' });
const http = z.url({ protocol: /^https?$/, error: 'is not an http(s):// address' });
const secret = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length >= 32, 'is not base64 of at least 32 bytes');
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
  AUDIT_URL: http,
  CALL_KEY: jwks.refine((keys) => keys.length === 1, 'is not one key'),
  CALL_KEYS: callKeys,
  ACCESS_TOKEN_KEYS: jwks,
  PASSWORD_PEPPER: secret,
  BSN_HASH_KEY: secret,
  CODE_HASH_KEY: secret,
  SNS_REGION: z.string(),
  SNS_ACCESS_KEY_ID: z.string(),
  SNS_SECRET_ACCESS_KEY: z.string(),
  SNS_ENDPOINT: http.optional(),
});

/** @throws StartUpError naming every variable that is missing or wrong. */
export function readIdentityConfiguration(
  environment: Record<string, string | undefined>,
): IdentityProgramConfiguration {
  const read = readConfiguration(variables, environment);
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
    accessTokenKeys: read.ACCESS_TOKEN_KEYS,
    passwordPepper: read.PASSWORD_PEPPER,
    bsnHashKey: read.BSN_HASH_KEY,
    codeHashKey: read.CODE_HASH_KEY,
    sns: {
      region: read.SNS_REGION,
      accessKeyId: read.SNS_ACCESS_KEY_ID,
      secretAccessKey: read.SNS_SECRET_ACCESS_KEY,
      endpoint: read.SNS_ENDPOINT,
    },
  });
}
