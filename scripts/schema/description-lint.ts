import { Kind, type DefinitionNode, type InputValueDefinitionNode, type FieldDefinitionNode } from 'graphql';
import type { Subgraph } from './subgraph-fields.js';

/** The operation roots are GraphQL's own and need no explanation. */
const ROOTS = ['Query', 'Mutation'];

/** The schema is what front-end teams read: every type and every field says what it is. */
export function descriptions(subgraphs: readonly Subgraph[]): string[] {
  return subgraphs.flatMap(({ name, document }) =>
    document.definitions.flatMap(undescribed).map((element) => `${element} in ${name} has no description`),
  );
}

function undescribed(definition: DefinitionNode): string[] {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      const type = definition.name.value;
      const fields: readonly (FieldDefinitionNode | InputValueDefinitionNode)[] = definition.fields ?? [];
      const without = fields.filter(({ description }) => isEmpty(description?.value));
      return [...typeWithout(definition), ...without.map((field) => `${type}.${field.name.value}`)];
    }
    case Kind.ENUM_TYPE_DEFINITION:
    case Kind.UNION_TYPE_DEFINITION:
    case Kind.SCALAR_TYPE_DEFINITION:
      return typeWithout(definition);
    default:
      return [];
  }
}

function typeWithout({ name, description }: { name: { value: string }; description?: { value: string } }): string[] {
  return ROOTS.includes(name.value) || !isEmpty(description?.value) ? [] : [name.value];
}

function isEmpty(text: string | undefined): boolean {
  return text === undefined || text.trim() === '';
}
