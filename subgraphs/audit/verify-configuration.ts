/** What `npm run audit:verify` reads of the environment: where the log and what is outside are, and whose signatures count. */
import { z } from 'zod';
import { postgresAddress, readConfiguration } from '../../program/configuration.js';
import {
  checkpointVariables,
  placesConfiguration,
  placeVariables,
  type PlacesConfiguration,
} from './checkpoint-configuration.js';
import { NOTE_KEY, VerifierKey } from './domain/tree/signed-note.js';
import type { Trust } from './domain/verify/judge-checkpoint.js';

export interface VerifyConfiguration {
  places: PlacesConfiguration;
  trust: Trust;
}

/** Of the log in the database also that. */
export interface VerifyLogConfiguration extends VerifyConfiguration {
  databaseUrl: string;
  organisationsDir: string;
}

const verifierKeys = z.string().transform((text, context): VerifierKey[] => {
  try {
    const keys = text.split(/[\s,]+/).filter((key) => key !== '');
    return keys.map((key) => VerifierKey.parse(key));
  } catch {
    context.addIssue({ code: 'custom', message: 'is not one or more verifier keys' });
    return z.NEVER;
  }
});

const variables = {
  ...placeVariables,
  LOG_ORIGIN: checkpointVariables.LOG_ORIGIN,
  WITNESSES: checkpointVariables.WITNESSES,
  LOG_KEYS: verifierKeys.refine(
    (keys) => keys.length > 0 && keys.every(({ type }) => type === NOTE_KEY),
    'is not one or more verifier keys of a log',
  ),
};
const exportVariables = z.object(variables);
const logVariables = z.object({ ...variables, DATABASE_URL: postgresAddress, ORGANISATIONS_DIR: z.string() });

type Environment = Record<string, string | undefined>;

/** @throws StartUpError naming every variable that is missing or wrong. */
export function readVerifyExportConfiguration(environment: Environment): VerifyConfiguration {
  return Object.freeze(verifyConfiguration(readConfiguration(exportVariables, environment)));
}

/** @throws StartUpError naming every variable that is missing or wrong. */
export function readVerifyLogConfiguration(environment: Environment): VerifyLogConfiguration {
  const read = readConfiguration(logVariables, environment);
  return Object.freeze({
    ...verifyConfiguration(read),
    databaseUrl: read.DATABASE_URL,
    organisationsDir: read.ORGANISATIONS_DIR,
  });
}

function verifyConfiguration(read: z.output<typeof exportVariables>): VerifyConfiguration {
  const { LOG_ORIGIN: origin, LOG_KEYS: logKeys, WITNESSES: witnesses = [] } = read;
  return {
    places: placesConfiguration(read),
    trust: { origin, logKeys, witnessKeys: witnesses.map(({ key }) => key) },
  };
}
