/** Configuration of a program: read from the environment, checked whole, frozen. */
import { z } from 'zod';
import { PROGRAMS } from '../schema/caller.js';
import type { CallKeys } from './signed-call.js';

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
  if (!result.success) throw new StartUpError(result.error.issues.map(faultOf));
  return Object.freeze(result.data);
}

function faultOf(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.') || 'configuration'}: ${issue.message}`;
}

export const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']).default('info');
export const port = z.coerce.number().int().min(0).max(65_535);
export const postgresAddress = z.url({ protocol: /^postgres(ql)?$/, error: 'is not a postgres:// address' });
export const redisAddress = z.url({ protocol: /^rediss?$/, error: 'is not a redis:// address' });

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

const jwk = z.looseObject({ kty: z.string(), kid: z.string().optional() });

/** A variable that holds JSON: one or more JSON Web Keys. */
export const jwks = json
  .transform((value): unknown => (Array.isArray(value) ? value : [value]))
  .pipe(z.array(jwk).min(1));

/** A variable that holds JSON: of each program that may call, its public keys. */
export const callKeys = json
  .pipe(z.partialRecord(z.enum(PROGRAMS), z.array(jwk).min(1)))
  .transform((keys): CallKeys => keys);
