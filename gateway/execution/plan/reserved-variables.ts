/**
 * Variables that fetches have of their own. A caller's variable of such a name would be taken for it, so it travels under
 * another; what it is in the caller's request stays as it was.
 */
import { Kind, visit, type DocumentNode, type OperationDefinitionNode } from 'graphql';

const RESERVED = /^(?:representations|contextualArgument.*)$/;

export interface Freed {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The caller's variables under their new names; null when none has one. */
  readonly rename: ((variables: Variables) => Variables) | null;
}

type Variables = Readonly<Record<string, unknown>>;

export function freeReserved(document: DocumentNode, operation: OperationDefinitionNode): Freed {
  const given = (operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
  const names = new Map(given.filter((name) => RESERVED.test(name)).map((name) => [name, freeName(name, given)]));
  if (names.size === 0) return { document, operation, rename: null };
  let freed = operation;
  const definitions = document.definitions.map((definition) => {
    const renamed = visit(definition, {
      Variable: (variable) => {
        const value = names.get(variable.name.value);
        return value === undefined ? undefined : { ...variable, name: { kind: Kind.NAME, value } };
      },
    });
    if (definition === operation) freed = renamed as OperationDefinitionNode;
    return renamed;
  });
  return { document: { ...document, definitions }, operation: freed, rename: (variables) => rename(variables, names) };
}

function rename(variables: Variables, names: ReadonlyMap<string, string>): Variables {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [names.get(name) ?? name, value]));
}

function freeName(name: string, given: readonly string[]): string {
  const free = `given_${name}`;
  return given.includes(free) ? freeName(free, given) : free;
}
