import {
  isAbstractType,
  Kind,
  type DirectiveNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';

/** What the variables of `@skip` and `@include` around a field must be for it to be asked at all. */
export type Assumed = ReadonlyMap<string, boolean>;

export const NOTHING: Assumed = new Map();

/** @returns what is assumed inside a selection; null when it can never be asked, as under `@skip(if: true)`. */
export function within(assumed: Assumed, { directives = [] }: SelectionNode): Assumed | null {
  let inside = assumed;
  for (const directive of directives) {
    const wanted = wantedBy(directive);
    if (wanted === null) continue;
    const condition = directive.arguments?.[0]?.value;
    if (condition?.kind === Kind.BOOLEAN && condition.value !== wanted) return null;
    if (condition?.kind !== Kind.VARIABLE) continue;
    const name = condition.name.value;
    if (inside.get(name) === !wanted) return null;
    inside = new Map([...inside, [name, wanted]]);
  }
  return inside;
}

function wantedBy({ name }: DirectiveNode): boolean | null {
  if (name.value === 'include') return true;
  return name.value === 'skip' ? false : null;
}

/** Whether every object of the type meets a type condition. */
export function holds(schema: GraphQLSchema, condition: string, type: GraphQLObjectType): boolean {
  if (condition === type.name) return true;
  const named = schema.getType(condition);
  return isAbstractType(named) && schema.isSubType(named, type);
}
