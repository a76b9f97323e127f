/** Configuration of a program: read from the environment, checked whole, frozen. */
import { z } from 'zod';
import { PROGRAMS } from '../schema/caller.js';
import type { CallKeys } from './calls/verifier.js';

/** Start-up cannot go on; the message says everything that is wrong, a line each. */
export class StartUpError extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('\n'));
  }
}

/**
 * Checks the environment against a schema of variables.
 * @throws StartUpError naming every variable that is missing or wrong, never its value.
 */
export function readConfiguration<T extends z.ZodObject>(
  schema: T,
  environment: Record<string, string | undefined>,
): Readonly<z.output<T>> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given, { reportInput: false });
  if (!result.success) throw new StartUpError(result.error.issues.map((issue) => faultOf(issue, given)));
  return Object.freeze(result.data);
}

function faultOf({ code, path, message }: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const isMissing = code !== 'custom' && path.length === 1 && !Object.hasOwn(given, String(path[0]));
  return `${path.join('.') || 'configuration'}: ${isMissing ? 'is missing' : message}`;
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});
const jwk = z.looseObject({ kty: z.string(), kid: z.string().optional() });
const publicJwk = jwk.refine((key) => !('d' in key), 'is a private key, and should be its public half');

/** What a variable can hold. */
const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']);
export const port = z.coerce.number().int().min(0).max(65_535);
export const httpAddress = z.url({ protocol: /^https?$/, error: 'is not an http(s):// address' });
export const postgresAddress = z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' });
export const smtpAddress = z.url({ protocol: /^smtps?$/, error: 'is not an smtp(s):// address' });
const redisAddress = z.url({ protocol: /^rediss?$/, error: 'is not a redis:// address' });

export const secret = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length >= 32, 'is not base64 of at least 32 bytes');

/** JSON: one or more JSON Web Keys. */
export const jwks = json
  .transform((value): unknown => (Array.isArray(value) ? value : [value]))
  .pipe(z.tuple([jwk], jwk));

/** JSON: of each program that may call, its public keys. */
export const callKeys = json
  .pipe(z.partialRecord(z.enum(PROGRAMS), z.array(publicJwk).min(1)))
  .transform((keys): CallKeys => keys);

/** Variables that each of the four programs has. */
export const programVariables = {
  HOST: z.string().default('127.0.0.1').describe('Address to listen on'),
  PORT: port.describe('Port to listen on'),
  LOG_LEVEL: logLevel.default('info').describe('Least severity that is logged'),
  REDIS_URL: redisAddress.describe('`redis://` or `rediss://` address: limits, replay marks, pushed revocations'),
};

/** The variable of the programs that call others. */
export const callKey = jwks
  .refine((keys) => keys.length === 1, 'is not one key')
  .transform(([key]) => key)
  .describe("Private Ed25519 key (JWK) that signs this program's calls to the others");
