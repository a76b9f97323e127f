/** A fetch of root fields: of the operation itself, or of a type that serves as one below it. */
import type { Fetch } from '../plan/fetch.js';
import { bodyOf } from './body.js';
import { entitiesAt } from './entities.js';
import { merge } from './merge.js';
import { rewrite } from './rewrites.js';
import type { Run } from './run.js';
import { failed, readAnswer, type SubgraphAnswer } from './subgraph-answer.js';

export async function fetchRoot(fetch: Fetch, { schema, asked, data, faults, lanes }: Run): Promise<void> {
  const targets = entitiesAt(data, fetch.path, lanes[fetch.index] ?? 'all').map(({ object }) => object);
  if (targets.length === 0) return;
  const answer = await ask(fetch, bodyOf(fetch, asked.variables, null), asked.send);
  rewrite(schema, fetch.outputRewrites, answer.data);
  if (answer.data !== null) for (const target of targets) merge(schema, target, answer.data);
  for (const { error, path } of answer.errors) faults.add({ fetch, error, path }, targets);
}

/** Never rejects: a subgraph that does not answer leaves its part of the answer open. */
export async function ask(fetch: Fetch, body: string, send: Run['asked']['send']): Promise<SubgraphAnswer> {
  try {
    return readAnswer(fetch, await send(fetch, body));
  } catch (error) {
    return failed(error);
  }
}
