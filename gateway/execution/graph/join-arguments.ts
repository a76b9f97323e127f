/** Arguments of the join specification's directives, as a supergraph writes them. */
import { Kind, type ConstDirectiveNode, type ConstValueNode, type DocumentNode } from 'graphql';

export function argument(directive: ConstDirectiveNode, name: string): ConstValueNode | undefined {
  return directive.arguments?.find((given) => given.name.value === name)?.value;
}

export function textArgument(directive: ConstDirectiveNode, name: string): string | null {
  const value = argument(directive, name);
  return value?.kind === Kind.STRING ? value.value : null;
}

export function withTextArgument(directive: ConstDirectiveNode, name: string, text: string): ConstDirectiveNode {
  return {
    ...directive,
    arguments: directive.arguments?.map((given) =>
      given.name.value === name ? { ...given, value: { kind: Kind.STRING, value: text } } : given,
    ),
  };
}

/** The name of the subgraph that a directive is about, as plans have it. */
export function graphName(supergraph: DocumentNode, directive: ConstDirectiveNode): string {
  const graph = argument(directive, 'graph');
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    const value = definition.values?.find(({ name }) => graph?.kind === Kind.ENUM && name.value === graph.value);
    const named = value?.directives?.find(({ name }) => name.value === 'join__graph');
    const name = named === undefined ? null : textArgument(named, 'name');
    if (name !== null) return name;
  }
  throw new Error('a supergraph names a subgraph that it does not list');
}
