import { Kind, parse, valueFromASTUntyped, type SelectionSetNode, type TypeNode } from 'graphql';
import { directiveOf, fieldsOf, type Subgraph, type SubgraphField } from './subgraph-fields.js';

/**
 * A field that is worked out from a closed one gives it away (CVE-2025-64173): whatever `@requires` names is at least
 * as open as the field that requires it.
 */
export function requiredFields(subgraphs: readonly Subgraph[]): string[] {
  const fields = fieldsOf(subgraphs);
  return fields.flatMap((field) => {
    const selection = selectionOf(field);
    if (selection === null) return [];
    return required(selection, field.type, fields)
      .filter((needed) => isNarrower(needed, field))
      .map(
        (needed) =>
          `${field.type}.${field.name} in ${field.subgraph} requires ${needed.type}.${needed.name}, which is narrower`,
      );
  });
}

function selectionOf({ node }: SubgraphField): SelectionSetNode | null {
  const argument = directiveOf(node, 'requires')?.arguments?.find(({ name }) => name.value === 'fields');
  if (argument === undefined) return null;
  const [definition] = parse(`{ ${String(valueFromASTUntyped(argument.value))} }`).definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet : null;
}

/** Every field that the selection reaches, of each subgraph that serves it. */
function required(set: SelectionSetNode, type: string, fields: readonly SubgraphField[]): SubgraphField[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      return required(selection.selectionSet, selection.typeCondition?.name.value ?? type, fields);
    }
    const found = fields.filter((field) => field.type === type && field.name === selection.name.value);
    const [first] = found;
    const below =
      first === undefined || selection.selectionSet === undefined
        ? []
        : required(selection.selectionSet, typeName(first.node.type), fields);
    return [...found, ...below];
  });
}

/** Some column opens the requiring field wider than it opens the needed one. */
function isNarrower(needed: SubgraphField, requiring: SubgraphField): boolean {
  if (needed.access === null) return false;
  if (requiring.access === null) return true;
  const inner = cellsOf(needed);
  if (inner.get('anyone') === 'yes') return false;
  return [...cellsOf(requiring)].some(([column, word]) => {
    const open = inner.get(column);
    if (open === 'yes' || (column !== 'anyone' && inner.get('account') === 'yes')) return false;
    return open !== word || (word === 'shared' && categoryOf(needed) !== categoryOf(requiring));
  });
}

function cellsOf({ node }: SubgraphField): Map<string, unknown> {
  const given = directiveOf(node, 'access')?.arguments ?? [];
  const cells = given.filter(({ name }) => name.value !== 'category');
  return new Map(cells.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));
}

function categoryOf({ node }: SubgraphField): string {
  const argument = directiveOf(node, 'access')?.arguments?.find(({ name }) => name.value === 'category');
  return JSON.stringify(argument === undefined ? null : valueFromASTUntyped(argument.value));
}

function typeName(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : typeName(type.type);
}
