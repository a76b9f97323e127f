/** Who reads an error: Apollo's formatting is not told whose request it is, its pipeline is. */
import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLError } from 'graphql';
import type { Reader } from './error-mask.js';
import type { RequestScope } from './request-scope.js';

/** Of what goes wrong before there is a request: a form of which nobody is the reader yet. */
const NOBODY: Reader = { language: 'nl', trace: '' };

/** Notes for each error whose it is: only where there is one, so that an answer without errors pays nothing. */
export class ErrorReaders {
  private readonly readers = new WeakMap<GraphQLError, Reader>();

  readonly plugin: ApolloServerPlugin<RequestScope> = {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue: { caller } }) => {
        for (const error of errors) this.readers.set(error, caller);
      },
    }),
  };

  of(error: unknown): Reader {
    return this.readers.get(error as GraphQLError) ?? NOBODY;
  }
}
