/** Values that a field takes from what stands above it (federation: `@fromContext`), as variables of the fetch. */
import type { GraphQLSchema } from 'graphql';
import type { Fetch } from '../plan/fetch.js';
import type { Entity } from './entities.js';
import { ownOf, put, type Data } from './merge.js';
import { objectsAt } from './rewrites.js';

const ABOVE = '..';

export function contextOf(schema: GraphQLSchema, { contextRewrites }: Fetch, { object, above }: Entity): Data {
  const context: Data = {};
  for (const { path, renameKeyTo } of contextRewrites) {
    const steps = path.filter((part) => part === ABOVE).length;
    const from = steps === 0 ? object : above[steps - 1];
    const below = path.slice(steps);
    const name = below.at(-1);
    if (name === undefined) continue;
    for (const holder of objectsAt(schema, below.slice(0, -1), from)) {
      const value = ownOf(holder, name);
      if (value !== undefined) put(context, renameKeyTo, value);
    }
  }
  return context;
}
