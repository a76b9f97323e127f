import type { GraphQLError } from 'graphql';
import type { RefusedField } from '../access/refusal-records.js';
import type { Send } from './fetch.js';

/** What differs from request to request. */
export interface Asked {
  /** As the caller wrote them; a subgraph coerces what it is sent. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly send: Send;
}

export interface ObjectAnswer {
  /** Null when a null went all the way up; undefined when nothing was run. */
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  readonly errors: readonly GraphQLError[];
  readonly refusals: readonly RefusedField[];
}

/** `data` as JSON, checked and stitched; without errors or refusals. */
export interface TextAnswer {
  readonly text: string;
}

export type Answer = ObjectAnswer | TextAnswer;

/** An operation of a caller with a certain set of open fields, ready to be run. */
export interface CompiledOperation {
  answer(asked: Asked): Promise<Answer>;
}
