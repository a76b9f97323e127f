/** What subgraphs have to be sent of an object: to know it, and to resolve certain fields of it. */
import { Kind, parse, type ConstDirectiveNode, type DocumentNode, type SelectionSetNode } from 'graphql';
import { graphName, textArgument } from './join-arguments.js';
import { needsKey } from './requirements.js';

export interface RequiredFields {
  /** What a field requires of its object, as paths (`address.city`), by `needsKey`. */
  readonly required: ReadonlyMap<string, ReadonlySet<string>>;
  /** What is in a type's keys, as paths, by subgraph and type. */
  readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
}

/** @param supergraph as the planner reads it. */
export function requiredFieldsIn(supergraph: DocumentNode): RequiredFields {
  const required = new Map<string, ReadonlySet<string>>();
  const keys = new Map<string, ReadonlySet<string>>();
  for (const type of supergraph.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const [directive, key] of withText(type.directives, 'key')) {
      const known = keysKey(graphName(supergraph, directive), type.name.value);
      keys.set(known, new Set([...(keys.get(known) ?? []), ...pathsIn(key)]));
    }
    for (const field of type.fields ?? []) {
      for (const [directive, requires] of withText(field.directives, 'requires')) {
        const needing = needsKey(graphName(supergraph, directive), type.name.value, field.name.value);
        required.set(needing, new Set(pathsIn(requires)));
      }
    }
  }
  return { required, keys };
}

export function keysKey(subgraph: string, type: string): string {
  return `${subgraph} ${type}`;
}

function withText(directives: readonly ConstDirectiveNode[] = [], name: string): [ConstDirectiveNode, string][] {
  return directives.flatMap((directive): [ConstDirectiveNode, string][] => {
    const text = textArgument(directive, name);
    return text === null ? [] : [[directive, text]];
  });
}

function pathsIn(fields: string): string[] {
  const [operation] = parse(`{${fields}}`).definitions;
  return operation?.kind === Kind.OPERATION_DEFINITION ? pathsOf(operation.selectionSet) : [];
}

/** Of its leaves; for which types they are is left to the plan. */
function pathsOf({ selections }: SelectionSetNode): string[] {
  return selections.flatMap((selection): string[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const below = selection.selectionSet === undefined ? [] : pathsOf(selection.selectionSet);
    if (selection.kind === Kind.INLINE_FRAGMENT) return below;
    const { value: name } = selection.name;
    return below.length === 0 ? [name] : below.map((path) => `${name}.${path}`);
  });
}
