/** What every subgraph is: a guarded schema behind signed calls, whose answers wait for their audit records. */
import {
  ApolloServer,
  HeaderMap,
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLRequestListener,
} from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import type { Log } from '../program/log.js';
import { CALL_HEADER, CallRefused, type SignedCall } from '../program/calls/terms.js';
import type { CallVerifier } from '../program/calls/verifier.js';
import type { Answer, Request, Transport } from '../program/transport.js';
import type { Caller, Program } from '../schema/caller.js';
import { ERROR_CODES, isErrorCode, type ErrorCode } from '../schema/error-codes.js';
import { DomainError } from './domain-error.js';
import { Ledger, type AuditTrail } from './ledger.js';
import { RefusedCalls } from './refused-calls.js';
import type { SubgraphContext } from './subgraph-context.js';

/** A call between programs that is not part of the graph. */
export interface Endpoint {
  issuers: readonly Program[];
  /** Takes the parsed body; what it returns is the answer, as JSON. */
  answer: (body: unknown, call: SignedCall) => Promise<unknown>;
}

export interface SubgraphOptions<C extends SubgraphContext> {
  name: Program;
  schema: GraphQLSchema;
  verifier: CallVerifier;
  trail: AuditTrail;
  log: Log;
  clock: () => Date;
  /** R29: somebody tried to reach something of so many others. */
  countAttempts: (account: string, attempts: number) => Promise<void>;
  endpoints?: Record<string, Endpoint>;
  /** Adds the subgraph's own parts to the context of one operation. */
  createContext: (base: SubgraphContext) => C;
}

export interface Subgraph {
  /** Answers a call from another program: POST with a signed body. */
  handle: Transport;
  close: () => Promise<void>;
}

/** Of a call that nobody can take back. */
const NEVER = new AbortController().signal;

const MASKED: readonly ErrorCode[] = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
];

export async function startSubgraph<C extends SubgraphContext>(options: SubgraphOptions<C>): Promise<Subgraph> {
  const server = new ApolloServer<C>({
    schema: options.schema,
    introspection: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    csrfPrevention: false, // no browser gets here: every call is signed
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled(), answeringInput()],
    formatError: (formatted, error) => translate(formatted, error, options.log),
    logger: options.log,
  });
  await server.start();
  const refused = new RefusedCalls(options.name, options.trail);
  return {
    handle: async (request) => {
      const header = request.headers[CALL_HEADER];
      try {
        const call = await options.verifier.verify(header, request.path, request.body);
        const given = await answer(server, options, request, call);
        return { ...given, headers: { ...given.headers, ...options.verifier.offerTo(header) } };
      } catch (error) {
        if (!(error instanceof CallRefused)) throw error;
        options.log.warn({ path: request.path, reason: error.message }, 'call refused');
        await refused
          .record(options.clock())
          .catch((cause: unknown) => options.log.error({ err: cause }, 'a refused call could not be recorded'));
        return refusal(401);
      }
    },
    close: () => server.stop(),
  };
}

/** A date that does not exist is an answer; 400 is a fault of the gateway's. */
function answeringInput(): ApolloServerPlugin {
  const willSendResponse: GraphQLRequestListener<BaseContext>['willSendResponse'] = async ({
    response,
    errors = [],
  }) => {
    if (errors.some(({ extensions }) => extensions['code'] === 'BAD_USER_INPUT')) response.http.status = 200;
  };
  return { requestDidStart: async () => ({ willSendResponse }) };
}

async function answer<C extends SubgraphContext>(
  server: ApolloServer<C>,
  options: SubgraphOptions<C>,
  request: Request,
  call: SignedCall,
): Promise<Answer> {
  if (request.path === '/graphql') {
    if (call.issuer !== 'gateway' || call.caller === null) return refusal(401);
    return execute(server, options, request, call.caller);
  }
  const endpoint = options.endpoints?.[request.path];
  if (endpoint === undefined || !endpoint.issuers.includes(call.issuer)) return refusal(401);
  return answerEndpoint(endpoint, request, call, options.log);
}

async function execute<C extends SubgraphContext>(
  server: ApolloServer<C>,
  options: SubgraphOptions<C>,
  request: Request,
  caller: Caller,
): Promise<Answer> {
  const now = options.clock();
  const ledger = new Ledger(options.trail, options.name, caller, now);
  const { signal = NEVER } = request;
  const headers = new HeaderMap();
  headers.set('content-type', 'application/json');
  const response = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: JSON.parse(request.body) as unknown },
    context: () => Promise.resolve(options.createContext({ caller, ledger, now, signal })),
  });
  try {
    await ledger.complete();
    if (caller.facts !== null && ledger.attempts > 0) {
      await options.countAttempts(caller.facts.account, ledger.attempts);
    }
  } catch (error) {
    options.log.error({ err: error, trace: caller.trace }, 'what was asked could not be recorded');
    return json(200, { errors: [asGraphQLError(error)], data: null });
  }
  if (response.body.kind !== 'complete') throw new Error('a subgraph answers in one piece');
  return { status: response.status ?? 200, headers: Object.fromEntries(response.headers), body: response.body.string };
}

async function answerEndpoint(endpoint: Endpoint, request: Request, call: SignedCall, log: Log): Promise<Answer> {
  try {
    return json(200, (await endpoint.answer(JSON.parse(request.body), call)) ?? null);
  } catch (error) {
    if (error instanceof DomainError) return json(422, { code: error.code, ...error.details });
    log.error({ err: error, path: request.path }, 'a call between programs failed');
    return json(500, { code: 'INTERNAL' });
  }
}

/** The one place where errors of the domain become errors of the graph. */
function translate(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const code = formatted.extensions?.['code'];
  const where = {
    ...(formatted.path && { path: formatted.path }),
    ...(formatted.locations && { locations: formatted.locations }),
  };
  if (cause instanceof DomainError) return { ...asGraphQLError(cause), ...where };
  if (cause instanceof ArgumentValidationError) {
    const fields = cause.extensions.validationErrors.map(({ property }) => property);
    return { ...asGraphQLError(new DomainError('BAD_INPUT', { fields })), ...where };
  }
  if (cause instanceof GraphQLError && code === 'BAD_USER_INPUT') {
    return { ...asGraphQLError(new DomainError('BAD_INPUT')), ...where };
  }
  if (isErrorCode(code) && MASKED.includes(code)) return { ...asGraphQLError(new DomainError(code)), ...where };
  log.error({ err: cause }, 'an operation failed');
  return { ...asGraphQLError(new DomainError('INTERNAL')), ...where };
}

function asGraphQLError(error: unknown): GraphQLFormattedError {
  const { code, details } = error instanceof DomainError ? error : new DomainError('INTERNAL');
  return { message: ERROR_CODES[code].en, extensions: { code, ...details } };
}

function refusal(status: number): Answer {
  return json(status, { errors: [asGraphQLError(new DomainError('CALL_REFUSED'))] });
}

function json(status: number, body: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
