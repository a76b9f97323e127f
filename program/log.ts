/** Logs of a program: JSON lines without personal data. What could hold any is never passed in; the redaction is a net below that. */
import { pino, type Logger } from 'pino';
import type { Program } from '../schema/caller.js';

export type Log = Logger;

const NEVER = ['password', 'code', 'bsn', 'email', 'telephone', 'mobile', 'phoneNumber', 'accessToken', 'refreshToken'];

export function createLog(program: Program | 'inzage', level: string): Log {
  return pino({
    name: program,
    level,
    base: { program },
    redact: {
      paths: [...NEVER, ...NEVER.map((name) => `*.${name}`), 'req.headers', '*.authorization', '*.cookie'],
      censor: '[withheld]',
    },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
