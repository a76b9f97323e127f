/** What is sent of an entity to have more of it resolved (federation: `_Any`). */
import type { QueryPlanSelectionNode } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { Fetch } from '../plan/fetch.js';
import { isData, merge, ownOf, put, type Data } from './merge.js';
import { isOf, rewrite } from './rewrites.js';

/** As JSON; null when the entity does not hold what is required. */
export function representationOf(
  schema: GraphQLSchema,
  { requires, inputRewrites }: Fetch,
  entity: Data,
): string | null {
  const representation = select(schema, requires ?? [], entity);
  if (!isData(representation) || typeof representation['__typename'] !== 'string') return null;
  rewrite(schema, inputRewrites, representation);
  return JSON.stringify(representation);
}

/** Undefined when something of it is missing; a null that is there is part of it. */
function select(schema: GraphQLSchema, selections: readonly QueryPlanSelectionNode[], source: unknown): unknown {
  if (Array.isArray(source)) {
    const entries = source.map((entry) => select(schema, selections, entry));
    return entries.includes(undefined) ? undefined : entries;
  }
  if (!isData(source)) return source;
  const selected = Object.create(null) as Data;
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const name = selection.alias ?? selection.name;
      const value = ownOf(source, name);
      const part = selection.selections === undefined ? value : select(schema, selection.selections, value);
      if (part === undefined) return undefined;
      put(selected, name, part);
    } else if (selection.typeCondition !== undefined && isOf(schema, source, selection.typeCondition, false)) {
      // a fragment that is not complete adds nothing: what it is required for may have been skipped
      const part = select(schema, selection.selections, source);
      if (isData(part)) merge(schema, selected, part);
    }
  }
  return selected;
}
