/** The schema that front ends get: the supergraph without its machinery, with descriptions and `@access`. */
import { parse, print, visit, type ASTNode, type DirectiveNode } from 'graphql';

const MACHINERY = /^(join|link|core|composeDirective)(__|$)/;
const SHOWN = ['access', 'deprecated', 'specifiedBy', 'oneOf'];

export function printApiSchema(supergraph: string): string {
  const hidden = (node: ASTNode & { directives?: readonly DirectiveNode[] }): boolean =>
    node.directives?.some(({ name }) => name.value === 'inaccessible') === true;
  const element = (node: ASTNode & { name: { value: string }; directives?: readonly DirectiveNode[] }) =>
    MACHINERY.test(node.name.value) || hidden(node) ? null : undefined;
  const shown = visit(parse(supergraph), {
    SchemaDefinition: () => null,
    SchemaExtension: () => null,
    DirectiveDefinition: (node) => (SHOWN.includes(node.name.value) ? undefined : null),
    ScalarTypeDefinition: element,
    ObjectTypeDefinition: element,
    InterfaceTypeDefinition: element,
    UnionTypeDefinition: element,
    EnumTypeDefinition: element,
    InputObjectTypeDefinition: element,
    FieldDefinition: element,
    InputValueDefinition: element,
    EnumValueDefinition: element,
  });
  const plain = visit(shown, {
    Directive: (node) => (SHOWN.includes(node.name.value) ? undefined : null),
  });
  return `${print(plain).trimEnd()}\n`;
}
