/** Configuration of audit. It calls no other program, so it needs no key of its own. */
import { z } from 'zod';
import { readConfiguration } from '../../program/configuration.js';
import {
  subgraphConfiguration,
  subgraphVariables,
  type SubgraphProgramConfiguration,
} from '../subgraph-configuration.js';

export const auditVariables = z.object(subgraphVariables);

/** @throws StartUpError naming every variable that is missing or wrong. */
export function readAuditConfiguration(environment: Record<string, string | undefined>): SubgraphProgramConfiguration {
  return Object.freeze(subgraphConfiguration(readConfiguration(auditVariables, environment)));
}
