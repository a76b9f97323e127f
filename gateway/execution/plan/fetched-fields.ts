/** What a fetch fills in, for the errors of one that failed. */
import { Kind, type SelectionSetNode } from 'graphql';
import type { Fetch } from './fetch.js';

/** Response names directly below the objects that the fetch fills. */
export function fieldsOf(fetch: Fetch): ReadonlySet<string> {
  const names = new Set<string>();
  const operation = fetch.operation.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return names;
  const { selectionSet } = operation;
  const [entities] = selectionSet.selections;
  const inner = fetch.requires !== null && entities?.kind === Kind.FIELD ? entities.selectionSet : selectionSet;
  if (inner !== undefined) collect(fetch, inner, names);
  return new Set([...names].map((name) => newName(fetch, name)));
}

function collect(fetch: Fetch, { selections }: SelectionSetNode, names: Set<string>): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) names.add(selection.alias?.value ?? selection.name.value);
    else if (selection.kind === Kind.INLINE_FRAGMENT) collect(fetch, selection.selectionSet, names);
    else {
      const spread = selection.name.value;
      const fragment = fetch.operation.definitions.find(
        (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === spread,
      );
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION) collect(fetch, fragment.selectionSet, names);
    }
  }
}

/** A path of the subgraph with the names of the answer. */
export function renamed(fetch: Fetch, path: readonly (string | number)[]): readonly (string | number)[] {
  if (fetch.outputRewrites.length === 0) return path;
  return path.map((key) => (typeof key === 'string' ? newName(fetch, key) : key));
}

function newName({ outputRewrites }: Fetch, name: string): string {
  for (const rewrite of outputRewrites) {
    if (rewrite.kind === 'KeyRenamer' && rewrite.path.at(-1) === name) return rewrite.renameKeyTo;
  }
  return name;
}
