import { Kind, type DocumentNode } from 'graphql';
import { argument } from './join-arguments.js';

/** Interfaces that are an object type to some subgraph (federation: `@interfaceObject`). */
export function interfaceObjectsIn(supergraph: DocumentNode): ReadonlySet<string> {
  const names = supergraph.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    const joined = (definition.directives ?? []).map((directive) => argument(directive, 'isInterfaceObject'));
    return joined.some((value) => value?.kind === Kind.BOOLEAN && value.value) ? [definition.name.value] : [];
  });
  return new Set(names);
}
