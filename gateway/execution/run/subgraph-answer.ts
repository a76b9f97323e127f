/** What a subgraph said, as far as it has the form of an answer (GraphQL, 7.1). */
import { GraphQLError } from 'graphql';
import type { Fetch } from '../plan/fetch.js';
import { errorOf, malformed, pathOf } from './faults.js';
import { isData, ownOf, type Data } from './merge.js';

export interface SubgraphAnswer {
  readonly data: Data | null;
  readonly errors: readonly { error: GraphQLError; path: (string | number)[] | null }[];
}

export function readAnswer({ subgraph }: Fetch, text: string): SubgraphAnswer {
  const answer = parsed(text);
  if (!isData(answer)) return failed(malformed(subgraph, 'no JSON object'));
  const data = ownOf(answer, 'data') ?? null;
  const said = ownOf(answer, 'errors') ?? [];
  if (!Array.isArray(said)) return failed(malformed(subgraph, 'errors that are no list'));
  const errors = said.map((each: unknown) => ({ error: errorOf(each, subgraph), path: pathOf(each) }));
  if (data !== null && !isData(data)) return failed(malformed(subgraph, 'data that is no object'));
  if (data === null && errors.length === 0) return failed(malformed(subgraph, 'neither data nor errors'));
  return { data, errors };
}

/** No answer at all. */
export function failed(cause: unknown): SubgraphAnswer {
  const error = cause instanceof GraphQLError ? cause : new GraphQLError((cause as Error).message);
  return { data: null, errors: [{ error, path: null }] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
