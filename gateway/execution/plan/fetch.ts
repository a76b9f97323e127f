/** One question to one subgraph, prepared once: only the variables differ from request to request. */
import type { DocumentNode } from 'graphql';
import type { FetchDataKeyRenamer, FetchDataRewrite, QueryPlanSelectionNode } from '@apollo/query-planner';

export interface Fetch {
  /** Its place among the fetches of the plan. */
  readonly index: number;
  readonly subgraph: string;
  /** What is sent. */
  readonly query: string;
  readonly operation: DocumentNode;
  /** `{"query":"…","operationName":"…","variables":`; the body is this, the variables as JSON, and `}`. */
  readonly head: string;
  /** Names of the caller's variables that it uses; `representations` is not one of them. */
  readonly variables: readonly string[];
  /** Where in the answer its data belongs: response names, and `@` for every entry of a list. Empty: at the root. */
  readonly path: readonly string[];
  /** What of the entities at `path` is sent to have them resolved; null for a fetch from the root. */
  readonly requires: readonly QueryPlanSelectionNode[] | null;
  /** To the representations before they are sent. */
  readonly inputRewrites: readonly FetchDataRewrite[];
  /** To the data that came back, before it is merged. */
  readonly outputRewrites: readonly FetchDataRewrite[];
  /** Variables that take their value from what stands above an entity. */
  readonly contextRewrites: readonly FetchDataKeyRenamer[];
}

/** Sends a body to the fetch's subgraph and gives the text of its answer. @throws Refused when there is none. */
export type Send = (fetch: Fetch, body: string) => Promise<string>;
