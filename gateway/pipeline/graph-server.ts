/** Apollo Server as we run it: closed where it is open by default, and every error through the mask. */
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { Log } from '../../program/log.js';
import type { Mode } from '../config.js';
import type { Limits } from '../limits.js';
import { stringifyResult } from '../execution/answer/answer-text.js';
import type { Mask } from './error-mask.js';
import { ErrorReaders } from './error-readers.js';
import { KeptDocuments } from './graph/kept-documents.js';
import { offeredOperations } from './offered-operations.js';
import type { RequestScope } from './request-scope.js';

export interface GraphServerParts {
  gateway: GatewayInterface;
  mode: Mode;
  limits: Limits;
  mask: Mask;
  log: Log;
}

export function createGraphServer({ gateway, mode, limits, mask, log }: GraphServerParts): ApolloServer<RequestScope> {
  const development = mode === 'development';
  const readers = new ErrorReaders();
  return new ApolloServer<RequestScope>({
    gateway,
    nodeEnv: mode,
    introspection: development,
    hideSchemaDetailsFromClientErrors: !development,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    // where in an operation an error is leaves in development only; to remember it takes as much as the operation itself
    parseOptions: { maxTokens: limits.tokens, noLocation: !development },
    validationRules: [offeredOperations],
    documentStore: new KeptDocuments(),
    stringifyResult,
    formatError: (formatted, error) => mask(formatted, error, readers.of(error)),
    plugins: [
      readers.plugin,
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginCacheControlDisabled(),
    ],
    logger: log,
  });
}
