/** What subgraphs have to be sent of an object: to know it, and to resolve certain fields of it. */
import { Kind, parse, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { graphName, textArgument } from './join-arguments.js';
import { needsKey } from './requirements.js';

export interface RequiredFields {
  /** Names of the fields of its object that a field requires, by `needsKey`. */
  readonly required: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of the fields in a type's keys, by subgraph and type. */
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
      keys.set(known, new Set([...(keys.get(known) ?? []), ...namesIn(key)]));
    }
    for (const field of type.fields ?? []) {
      for (const [directive, requires] of withText(field.directives, 'requires')) {
        const needing = needsKey(graphName(supergraph, directive), type.name.value, field.name.value);
        required.set(needing, new Set(namesIn(requires)));
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

function namesIn(fields: string): string[] {
  const [operation] = parse(`{${fields}}`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return operation.selectionSet.selections.flatMap((each) => (each.kind === Kind.FIELD ? [each.name.value] : []));
}
