/** The fields of a subgraph's SDL and the `@access` that each carries. */
import {
  Kind,
  print,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';

export interface Subgraph {
  name: string;
  document: DocumentNode;
}

export interface SubgraphField {
  subgraph: string;
  type: string;
  name: string;
  node: FieldDefinitionNode;
  /** Printed; null for a part of what holds it. */
  access: string | null;
}

type Fielded =
  ObjectTypeDefinitionNode | ObjectTypeExtensionNode | InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode;

export function fieldedTypes(document: DocumentNode): Fielded[] {
  return document.definitions.filter(isFielded);
}

/** All fields that the subgraphs serve themselves; a field marked `@external` belongs to another. */
export function fieldsOf(subgraphs: readonly Subgraph[]): SubgraphField[] {
  return subgraphs.flatMap(({ name: subgraph, document }) =>
    fieldedTypes(document).flatMap((type) =>
      (type.fields ?? [])
        .filter((node) => directiveOf(node, 'external') === undefined)
        .map((node) => ({ subgraph, type: type.name.value, name: node.name.value, node, access: accessOf(node) })),
    ),
  );
}

export function directiveOf(node: FieldDefinitionNode, name: string): ConstDirectiveNode | undefined {
  return node.directives?.find((directive) => directive.name.value === name);
}

/** Arguments in the order of their names, so that only what they say counts. */
function accessOf(node: FieldDefinitionNode): string | null {
  const directive = directiveOf(node, 'access');
  if (directive === undefined) return null;
  return (directive.arguments ?? [])
    .map((argument) => print(argument))
    .sort()
    .join(', ');
}

function isFielded(node: DefinitionNode): node is Fielded {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}
