/** Configuration of the default set-up: all of it optional. */
import { resolve } from 'node:path';
import { z } from 'zod';
import { readConfiguration } from '../program/configuration.js';

const variables = z.object({
  /** The data folder. */
  INZAGE_DATA: z.string().default('.inzage'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('warn'),
  /** A running system for the tour to visit. */
  INZAGE_URL: z.url({ protocol: /^https?$/ }).optional(),
});

export interface DemoConfiguration {
  folder: string;
  port: number;
  logLevel: string;
  url: string | undefined;
}

/** @throws StartUpError naming every variable that is wrong. */
export function readDemoConfiguration(environment: Record<string, string | undefined>): DemoConfiguration {
  const read = readConfiguration(variables, environment);
  return { folder: resolve(read.INZAGE_DATA), port: read.PORT, logLevel: read.LOG_LEVEL, url: read.INZAGE_URL };
}
