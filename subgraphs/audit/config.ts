/** Configuration of audit. It calls no other program, so it needs no key to sign calls with. */
import { z } from 'zod';
import { readConfiguration, secret } from '../../program/configuration.js';
import {
  subgraphConfiguration,
  subgraphVariables,
  type SubgraphConfiguration,
  type SubgraphProgramConfiguration,
} from '../subgraph-configuration.js';
import {
  checkpointConfiguration,
  checkpointVariables,
  type CheckpointConfiguration,
} from './checkpoint-configuration.js';

/** What the audit subgraph itself needs, wherever it runs. */
export interface AuditConfiguration extends SubgraphConfiguration {
  /** Seals the names of persons and makes pseudonyms. */
  sealingKey: Buffer;
  /** Who signs for the log, and where that is kept. */
  checkpoints: CheckpointConfiguration;
}

/** What the program adds in production. */
export interface AuditProgramConfiguration extends AuditConfiguration, SubgraphProgramConfiguration {}

export const auditVariables = z.object({
  ...subgraphVariables,
  SEALING_KEY: secret.describe('Base64, at least 32 bytes: seals the names in the log; never change it'),
  ...checkpointVariables,
});

/** @throws StartUpError naming every variable that is missing or wrong. */
export function readAuditConfiguration(environment: Record<string, string | undefined>): AuditProgramConfiguration {
  const read = readConfiguration(auditVariables, environment);
  return Object.freeze({
    ...subgraphConfiguration(read),
    sealingKey: read.SEALING_KEY,
    checkpoints: checkpointConfiguration(read),
  });
}
