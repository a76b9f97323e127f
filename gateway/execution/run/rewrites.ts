/** What the planner wants changed in data on its way to a subgraph or back. */
import type { FetchDataRewrite } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { isData, ownOf, put, type Data } from './merge.js';
import { typesUnder } from './type-conditions.js';

const CONDITION = '... on ';

export function rewrite(schema: GraphQLSchema, rewrites: readonly FetchDataRewrite[], data: unknown): void {
  for (const each of rewrites) {
    const name = each.path.at(-1);
    if (name === undefined) continue;
    for (const object of objectsAt(schema, each.path.slice(0, -1), data)) change(each, name, object);
  }
}

function change(rewrite: FetchDataRewrite, name: string, object: Data): void {
  if (rewrite.kind === 'ValueSetter') {
    put(object, name, rewrite.setValueTo);
    return;
  }
  const value = ownOf(object, name);
  // also 0, false, "" and null: they are what the field is
  if (value === undefined) return;
  put(object, rewrite.renameKeyTo, value);
  put(object, name, undefined);
}

/** The objects that a path of response names and type conditions leads to, through lists. */
export function* objectsAt(schema: GraphQLSchema, path: readonly string[], data: unknown): Generator<Data> {
  if (Array.isArray(data)) {
    for (const entry of data) yield* objectsAt(schema, path, entry);
    return;
  }
  if (!isData(data)) return;
  const [first, ...rest] = path;
  if (first === undefined) yield data;
  else if (!first.startsWith(CONDITION)) yield* objectsAt(schema, rest, ownOf(data, first));
  else if (isOf(schema, data, first.slice(CONDITION.length), true)) yield* objectsAt(schema, rest, data);
}

/** @param unknown the answer for an object that does not say what it is. */
export function isOf(schema: GraphQLSchema, object: Data, condition: string, unknown: boolean): boolean {
  const type = ownOf(object, '__typename');
  return typeof type === 'string' && type !== '' ? typesUnder(schema, condition).has(type) : unknown;
}
