/** Configuration of a program: read from the environment, checked whole, frozen. */
import { z } from 'zod';

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

/** A variable that holds JSON: one or more JSON Web Keys. */
export const jwks = z
  .string()
  .transform((text, context) => {
    try {
      const value: unknown = JSON.parse(text);
      return Array.isArray(value) ? (value as unknown[]) : [value];
    } catch {
      context.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(z.looseObject({ kty: z.string(), kid: z.string().optional() })).min(1));
