/** What of an entity is sent to the subgraph that has the rest of it. */
import type { QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';
import { write, type Gathered } from './gathered.js';
import type { Place } from './place.js';

/** A program writes JSON in one way; what is written so needs no second look: a short string or whole number. */
const AS_WRITTEN = /^(?:"[^\\"]*"|[1-9]\d{0,14}|0|true|false|null)$/;

export class Representation {
  /** Text, and slots of the entity between it. */
  private readonly parts: readonly (string | number)[];

  constructor(place: Place, names: readonly string[]) {
    this.parts = names.flatMap((name, index) => {
      const key = `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`;
      return name === '__typename' ? [key + JSON.stringify(place.type)] : [key, place.slotOf(name)];
    });
  }

  /** Its JSON as `JSON.stringify` would write it: both paths send the same bytes. */
  of({ slots }: Gathered): string {
    let text = '';
    for (const part of this.parts) text += typeof part === 'string' ? part : canonical(write(slots[part]));
    return text + '}';
  }
}

function canonical(value: string): string {
  return AS_WRITTEN.test(value) ? value : JSON.stringify(JSON.parse(value));
}

/**
 * The fields that a fetch requires of an object of this type, in order; none when it asks nothing of such objects.
 * Null when it requires more than plain values.
 */
export function requiredFields(
  requires: readonly QueryPlanSelectionNode[],
  type: string,
  schema: GraphQLSchema,
): readonly string[] | null {
  const fields = plainFields(requires, type, schema);
  if (fields.some(({ selections }) => selections !== undefined)) return null;
  const names = [...new Set(fields.map(({ alias, name }) => alias ?? name))];
  return names.includes('__typename') ? names : [];
}

function plainFields(
  selections: readonly QueryPlanSelectionNode[],
  type: string,
  schema: GraphQLSchema,
): QueryPlanFieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === 'Field') return [selection];
    const applies = selection.typeCondition !== undefined && isOfType(schema, type, selection.typeCondition);
    return applies ? plainFields(selection.selections, type, schema) : [];
  });
}

function isOfType(schema: GraphQLSchema, name: string, condition: string): boolean {
  if (name === condition) return true;
  const type = schema.getType(name);
  const conditional = schema.getType(condition);
  return isObjectType(type) && isAbstractType(conditional) && schema.isSubType(conditional, type);
}
