/** A fetch that has entities resolved further: each once, however often it stands in the answer. */
import type { Fetch } from '../plan/fetch.js';
import { bodyOf } from './body.js';
import { contextOf } from './context.js';
import { entitiesAt, type Entity } from './entities.js';
import { malformed } from './faults.js';
import { ask } from './fetch-root.js';
import { isData, merge, ownOf, type Data } from './merge.js';
import { representationOf } from './representations.js';
import { rewrite } from './rewrites.js';
import type { Run } from './run.js';
import type { SubgraphAnswer } from './subgraph-answer.js';

/** By their representation as JSON, in order of first appearance. */
type Batch = Map<string, Set<Data>>;

export async function fetchEntities(fetch: Fetch, run: Run): Promise<void> {
  const entities = entitiesAt(run.data, fetch.path, run.lanes[fetch.index] ?? 'all');
  const given = run.asked.variables;
  if (fetch.contextRewrites.length === 0) return fetchBatch(fetch, run, given, entities);
  const batches = byContext(fetch, run, entities).map(([context, group]) =>
    fetchBatch(fetch, run, { ...given, ...(JSON.parse(context) as Data) }, group),
  );
  await Promise.all(batches);
}

function byContext(fetch: Fetch, { schema }: Run, entities: readonly Entity[]): [string, Entity[]][] {
  const groups = new Map<string, Entity[]>();
  for (const entity of entities) {
    const context = JSON.stringify(contextOf(schema, fetch, entity));
    groups.set(context, [...(groups.get(context) ?? []), entity]);
  }
  return [...groups];
}

async function fetchBatch(
  fetch: Fetch,
  run: Run,
  variables: Readonly<Data>,
  entities: readonly Entity[],
): Promise<void> {
  const batch = batchOf(fetch, run, entities);
  if (batch.size === 0) return;
  const answer = await ask(fetch, bodyOf(fetch, variables, [...batch.keys()]), run.asked.send);
  const targets = [...batch.values()].map((objects) => [...objects]);
  const received = answer.data === null ? null : ownOf(answer.data, '_entities');
  if (Array.isArray(received) && received.length === targets.length) {
    targets.forEach((objects, index) => {
      fill(fetch, run, objects, received[index]);
    });
  } else if (received != null || answer.errors.length === 0) {
    tell(fetch, run, targets.flat(), 'no list of as many entities as were asked');
  }
  addFaults(fetch, run, answer, targets);
}

function batchOf(fetch: Fetch, { schema }: Run, entities: readonly Entity[]): Batch {
  const batch: Batch = new Map();
  for (const { object } of entities) {
    const representation = representationOf(schema, fetch, object);
    if (representation === null) continue;
    const same = batch.get(representation);
    if (same === undefined) batch.set(representation, new Set([object]));
    else same.add(object);
  }
  return batch;
}

function fill(fetch: Fetch, run: Run, objects: readonly Data[], entity: unknown): void {
  if (entity === null) return;
  if (!isData(entity)) {
    tell(fetch, run, objects, 'an entity that is no object');
    return;
  }
  rewrite(run.schema, fetch.outputRewrites, entity);
  objects.forEach((object, index) => {
    // what a later fetch adds may depend on where the entity stands: then each place has data of its own
    merge(run.schema, object, index > 0 && run.contextual ? structuredClone(entity) : entity);
  });
}

function tell(fetch: Fetch, { faults }: Run, objects: readonly Data[], what: string): void {
  faults.add({ fetch, error: malformed(fetch.subgraph, what), path: null }, objects);
}

/** A path of the subgraph starts with `_entities` and the number of the entity. */
function addFaults(fetch: Fetch, { faults }: Run, { errors }: SubgraphAnswer, targets: readonly Data[][]): void {
  for (const { error, path } of errors) {
    const [first, index, ...rest] = path ?? [];
    const objects = first === '_entities' && typeof index === 'number' ? targets[index] : undefined;
    faults.add(
      { fetch, error, path: objects === undefined || rest.length === 0 ? null : rest },
      objects ?? targets.flat(),
    );
  }
}
