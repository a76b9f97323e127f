/** The only way for an error to leave: a known code, the text of that code, and details known to be plain. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Log } from '../../program/log.js';
import type { Language } from '../../schema/caller.js';
import { ERROR_CODES, isErrorCode, type ErrorCode } from '../../schema/error-codes.js';
import type { Mode } from '../config.js';

/** Details that an error may carry beside its code. */
const DETAILS = ['fields', 'largest', 'shortest', 'retryAfterSeconds', 'limit', 'reason'] as const;

/** What the libraries call what we call otherwise. */
const OTHER_NAMES: Readonly<Record<string, ErrorCode>> = {
  BAD_USER_INPUT: 'BAD_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
};

/** Of these a developer of a front end may read what is wrong; the other texts could hold what someone filled in. */
const EXPLAINED: readonly ErrorCode[] = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST'];

export interface Reader {
  language: Language;
  trace: string;
}

export type Mask = (formatted: GraphQLFormattedError, error: unknown, reader: Reader) => GraphQLFormattedError;

export function errorMask(mode: Mode, log: Log): Mask {
  return (formatted, error, { language, trace }) => {
    const code = codeOf(formatted);
    if (code === 'INTERNAL') logCause(log, formatted, error, trace);
    const explained = mode === 'development' && EXPLAINED.includes(code);
    return {
      message: ERROR_CODES[code][language],
      ...(formatted.path && { path: formatted.path }),
      ...(explained && formatted.locations && { locations: formatted.locations }),
      extensions: { code, ...detailsOf(formatted), ...(explained && { detail: formatted.message }) },
    };
  };
}

function codeOf({ extensions }: GraphQLFormattedError): ErrorCode {
  const code = extensions?.['code'];
  if (isErrorCode(code)) return code;
  if (typeof code === 'string' && Object.hasOwn(OTHER_NAMES, code)) return OTHER_NAMES[code] ?? 'INTERNAL';
  return 'INTERNAL';
}

function detailsOf({ extensions = {} }: GraphQLFormattedError): Record<string, unknown> {
  const plain = DETAILS.filter((name) => Object.hasOwn(extensions, name) && isPlain(extensions[name]));
  return Object.fromEntries(plain.map((name) => [name, extensions[name]]));
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((entry) => typeof entry === 'string');
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string';
}

/** Not the error itself: a GraphQL error holds the query, and with it whatever was filled in. */
function logCause(log: Log, formatted: GraphQLFormattedError, error: unknown, trace: string): void {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  // a subgraph's error is no Error but what it said; the subgraph itself logged the rest
  const { message, stack } = cause instanceof Error ? cause : { message: formatted.message };
  const subgraph = formatted.extensions?.['serviceName'];
  log.error({ reason: message, subgraph, stack, path: formatted.path, trace }, 'an operation failed');
}
