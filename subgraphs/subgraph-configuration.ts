/** The part of its configuration that every subgraph has. */
import { z } from 'zod';
import { callKeys, postgresAddress, programVariables } from '../program/configuration.js';
import type { CallKeys } from '../program/calls/verifier.js';

/** What a subgraph needs, wherever it runs. */
export interface SubgraphConfiguration {
  /** postgres:// address of the working role. */
  databaseUrl: string;
  /** postgres:// address of the owner, who migrates at start; undefined when that is done elsewhere. */
  ownerDatabaseUrl?: string | undefined;
  /** Public keys of the programs whose calls are accepted. */
  callKeys: CallKeys;
}

/** What it needs as a program of its own. */
export interface SubgraphProgramConfiguration extends SubgraphConfiguration {
  host: string;
  port: number;
  logLevel: string;
  organisationsDir: string;
  redisUrl: string;
}

export const subgraphVariables = {
  ...programVariables,
  ORGANISATIONS_DIR: z.string().describe('Folder with a policy file (`*.yaml`) for each organisation'),
  DATABASE_URL: postgresAddress.describe('`postgres://` address of its own database, with the working role'),
  OWNER_DATABASE_URL: postgresAddress
    .optional()
    .describe('The same with the role that owns the database: migrates at start'),
  CALL_KEYS: callKeys.describe('JSON: of each program that may call, an array of its public keys (JWK)'),
};

export function subgraphConfiguration(
  read: z.output<z.ZodObject<typeof subgraphVariables>>,
): SubgraphProgramConfiguration {
  return {
    host: read.HOST,
    port: read.PORT,
    logLevel: read.LOG_LEVEL,
    organisationsDir: read.ORGANISATIONS_DIR,
    redisUrl: read.REDIS_URL,
    databaseUrl: read.DATABASE_URL,
    ownerDatabaseUrl: read.OWNER_DATABASE_URL,
    callKeys: read.CALL_KEYS,
  };
}
