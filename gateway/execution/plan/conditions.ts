/** `@skip` and `@include`: resolved once per set of their variables, so that nothing that runs has to judge them. */
import { Kind, visit, type DirectiveNode, type DocumentNode, type SelectionNode } from 'graphql';
import { Refused } from '../../refused.js';

/** Variables of `@skip` and `@include` by name. */
export type Conditions = ReadonlyMap<string, boolean>;

/** Names of the variables that decide whether something is asked. */
export function conditionsIn(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) => {
      const given = isCondition(directive) ? (directive.arguments ?? []) : [];
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

/** @throws Refused BAD_INPUT for a null: it may be given where a default value stands, and decides nothing. */
export function conditionsOf(names: readonly string[], variables: Readonly<Record<string, unknown>>): Conditions {
  return new Map(
    names.map((name) => {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
      if (typeof value !== 'boolean') throw new Refused('BAD_INPUT', { status: 400 });
      return [name, value];
    }),
  );
}

export function isCondition({ name }: DirectiveNode): boolean {
  return name.value === 'skip' || name.value === 'include';
}

export function isAsked({ directives = [] }: SelectionNode, conditions: Conditions): boolean {
  return directives.filter(isCondition).every(({ name, arguments: given = [] }) => {
    const value = given[0]?.value;
    const holds =
      value?.kind === Kind.VARIABLE
        ? conditions.get(value.name.value) === true
        : value?.kind === Kind.BOOLEAN && value.value;
    return holds === (name.value === 'include');
  });
}
