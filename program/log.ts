/** Logs of a program: JSON lines without personal data. What could hold any is never passed in; the redaction is a net below that. */
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Program } from '../schema/caller.js';

export type Log = Logger;

const NEVER = ['password', 'code', 'bsn', 'email', 'telephone', 'mobile', 'phoneNumber', 'accessToken', 'refreshToken'];

interface Fault {
  name?: string;
  message?: string;
  stack?: string;
  code?: unknown;
  /** PostgreSQL's errors have one. */
  severity?: unknown;
  cause?: unknown;
}

/**
 * What is logged of an error: nothing that hangs on it but its code, for TypeORM hangs on it the values that were asked
 * for. Nor the words of a database: they can quote such a value.
 */
function describe(error: unknown): object {
  if (typeof error !== 'object' || error === null) return { type: typeof error };
  const { name = 'Error', message, stack = '', code, severity, cause }: Fault = error;
  return {
    type: typeof code === 'string' ? `${name} ${code}` : name,
    ...(severity === undefined && { message }),
    stack: stack.split('\n').filter((line) => line.startsWith('    at ')),
    ...(cause !== undefined && { cause: describe(cause) }),
  };
}

/** @param destination the standard output when left out. */
export function createLog(program: Program | 'inzage', level: string, destination?: DestinationStream): Log {
  const options: LoggerOptions = {
    name: program,
    level,
    base: { program },
    redact: {
      paths: [...NEVER, ...NEVER.map((name) => `*.${name}`), 'req.headers', '*.authorization', '*.cookie'],
      censor: '[withheld]',
    },
    serializers: { err: describe },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
