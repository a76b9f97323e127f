/** Configuration of audit. It calls no other program, so it needs no key of its own. */
import { z } from 'zod';
import {
  callKeys,
  logLevel,
  port,
  postgresAddress,
  readConfiguration,
  redisAddress,
} from '../../program/configuration.js';
import type { CallKeys } from '../../program/signed-call.js';

/** What audit itself needs, wherever it runs. */
export interface AuditConfiguration {
  /** postgres:// address of the working role. */
  databaseUrl: string;
  /** postgres:// address of the owner, who migrates at start; undefined when that is done elsewhere. */
  ownerDatabaseUrl?: string | undefined;
  /** Public keys of the programs whose calls are accepted. */
  callKeys: CallKeys;
}

/** What the program adds in production. */
export interface AuditProgramConfiguration extends AuditConfiguration {
  host: string;
  port: number;
  logLevel: string;
  organisationsDir: string;
  redisUrl: string;
}

const variables = z.object({
  HOST: z.string().default('127.0.0.1'),
  PORT: port,
  LOG_LEVEL: logLevel,
  ORGANISATIONS_DIR: z.string(),
  REDIS_URL: redisAddress,
  DATABASE_URL: postgresAddress,
  OWNER_DATABASE_URL: postgresAddress.optional(),
  CALL_KEYS: callKeys,
});

/** @throws StartUpError naming every variable that is missing or wrong. */
export function readAuditConfiguration(environment: Record<string, string | undefined>): AuditProgramConfiguration {
  const read = readConfiguration(variables, environment);
  return Object.freeze({
    host: read.HOST,
    port: read.PORT,
    logLevel: read.LOG_LEVEL,
    organisationsDir: read.ORGANISATIONS_DIR,
    redisUrl: read.REDIS_URL,
    databaseUrl: read.DATABASE_URL,
    ownerDatabaseUrl: read.OWNER_DATABASE_URL,
    callKeys: read.CALL_KEYS,
  });
}
