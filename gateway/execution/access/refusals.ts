/** Which fields no relation of the caller could open: asked before anything is planned. */
import { isInterfaceType, type GraphQLCompositeType, type GraphQLSchema } from 'graphql';
import { decide, type Refusal } from '../../../schema/access-decision.js';
import type { SessionFacts } from '../../../schema/caller.js';
import type { AccessRules } from './access-rules.js';

/** The reason why a field is closed to this caller whatever the object; null when some object may open it. */
export type Refuses = (type: GraphQLCompositeType, field: string) => Refusal | null;

export function refusalsFor(rules: AccessRules, schema: GraphQLSchema, facts: SessionFacts | null, now: Date): Refuses {
  const judged = new Map<string, Refusal | null>();
  const judge = (coordinate: string): Refusal | null => {
    const row = rules.get(coordinate);
    return row === undefined ? null : decide(row, facts, undefined, now).refusal;
  };
  const refuses: Refuses = (type, field) => {
    const own = judge(`${type.name}.${field}`);
    if (own !== null || !isInterfaceType(type)) return own;
    // an interface is closed when every type behind it is; else the subgraph judges object by object
    const behind = schema.getPossibleTypes(type).map((object) => judge(`${object.name}.${field}`));
    return behind.includes(null) ? null : (behind[0] ?? null);
  };
  return (type, field) => {
    const coordinate = `${type.name}.${field}`;
    const known = judged.get(coordinate);
    if (known !== undefined) return known;
    const refusal = refuses(type, field);
    judged.set(coordinate, refusal);
    return refusal;
  };
}
