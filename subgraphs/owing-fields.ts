/** The root fields that owe the log an event once they have succeeded. */
import { defaultFieldResolver, type GraphQLField } from 'graphql';
import { operationNamed } from '../schema/audit-catalogue.js';
import type { SubgraphContext } from './subgraph-context.js';

type Field = GraphQLField<unknown, SubgraphContext>;

/** The field's resolver, which owes its events once it has succeeded; as it was when the catalogue asks none of it. */
export function owingEvents(type: string, field: Field): Field['resolve'] {
  const name = `${type}.${field.name}`;
  const operation = operationNamed(name);
  if (operation === undefined || operation.nothing !== null) return field.resolve;
  const { leaves: kinds } = operation;
  const resolve = field.resolve ?? defaultFieldResolver;
  return async (source, args, context, info) => {
    const { owed } = context.ledger;
    const before = owed.count(kinds);
    const answer: unknown = await resolve(source, args, context, info);
    owed.owe({ operation: name, kinds, before });
    return answer;
  };
}
