/** The access matrix as the supergraph carries it: `@access` on `Type.field`. The API schema has no directives left. */
import { Kind, parse, valueFromASTUntyped, type ConstDirectiveNode, type FieldDefinitionNode } from 'graphql';
import { StartUpError } from '../../../program/configuration.js';
import {
  CATEGORIES,
  COLUMNS,
  CONDITIONS,
  type AccessRow,
  type Category,
  type Column,
  type Condition,
} from '../../../schema/access-matrix.js';

/** `Type.field` → its row; a field without one is a part of what holds it. */
export type AccessRules = ReadonlyMap<string, AccessRow>;

/** @throws StartUpError on a rule that this gateway does not understand: an unknown word must not open anything. */
export function readAccessRules(supergraph: string): AccessRules {
  const rules = new Map<string, AccessRow>();
  for (const definition of parse(supergraph).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      const row = rowOf(definition.name.value, field);
      if (row !== null) rules.set(`${row.type}.${row.field}`, row);
    }
  }
  return rules;
}

function rowOf(type: string, field: FieldDefinitionNode): AccessRow | null {
  const [directive, second] = (field.directives ?? []).filter(({ name }) => name.value === 'access');
  const coordinate = `${type}.${field.name.value}`;
  if (second !== undefined) throw new StartUpError([`${coordinate} has more than one @access`]);
  if (directive === undefined) return null;
  const { category, cells } = argumentsOf(directive, coordinate);
  return { type, field: field.name.value, categories: category, part: false, cells };
}

function argumentsOf(directive: ConstDirectiveNode, coordinate: string) {
  const cells: Partial<Record<Column, Condition>> = {};
  let category: Category[] = [];
  for (const argument of directive.arguments ?? []) {
    const value = valueFromASTUntyped(argument.value);
    if (argument.name.value === 'category') {
      category = [value].flat().map((word) => known(CATEGORIES, word, coordinate));
    } else {
      const column = COLUMNS.find((candidate) => candidate.toLowerCase() === argument.name.value);
      cells[known(COLUMNS, column, coordinate)] = known(CONDITIONS, value, coordinate);
    }
  }
  return { category, cells };
}

function known<T extends string>(words: readonly T[], word: unknown, coordinate: string): T {
  const found = words.find((candidate) => candidate === word);
  if (found === undefined) throw new StartUpError([`@access of ${coordinate} says something unknown`]);
  return found;
}
