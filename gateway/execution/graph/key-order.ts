import { Kind, visit, type ConstDirectiveNode, type DocumentNode } from 'graphql';

/**
 * After a requirement the planner goes back to a subgraph by the first key that the type has there, whether that
 * subgraph resolves it or not: the keys that it does resolve are put first.
 */
export function resolvableKeysFirst(supergraph: DocumentNode): DocumentNode {
  return visit(supergraph, {
    ObjectTypeDefinition: (type) => ({ ...type, directives: ordered(type.directives ?? []) }),
    InterfaceTypeDefinition: (type) => ({ ...type, directives: ordered(type.directives ?? []) }),
  });
}

function ordered(directives: readonly ConstDirectiveNode[]): ConstDirectiveNode[] {
  const first = (directive: ConstDirectiveNode): number =>
    directives.findIndex((other) => graphOf(other) === graphOf(directive));
  return [...directives].sort((a, b) => first(a) - first(b) || Number(isUnresolvable(a)) - Number(isUnresolvable(b)));
}

/** Other directives than `@join__type` stay among themselves, in their order. */
function graphOf(directive: ConstDirectiveNode): string | null {
  if (directive.name.value !== 'join__type') return null;
  const graph = directive.arguments?.find(({ name }) => name.value === 'graph')?.value;
  return graph?.kind === Kind.ENUM ? graph.value : null;
}

function isUnresolvable({ name, arguments: given }: ConstDirectiveNode): boolean {
  const resolvable = given?.find((argument) => argument.name.value === 'resolvable')?.value;
  return name.value === 'join__type' && resolvable?.kind === Kind.BOOLEAN && !resolvable.value;
}
