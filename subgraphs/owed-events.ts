/**
 * That no answer leaves without its record, whatever a use case forgot: each root field that succeeded owes the log an
 * event of a kind that the audit catalogue names for it. What it did not leave is found here, and the answer withheld.
 */
import { defaultFieldResolver, type GraphQLField } from 'graphql';
import { operationNamed } from '../schema/audit-catalogue.js';
import type { AuditEventKind } from '../schema/audit-event.js';
import type { SubgraphContext } from './subgraph-context.js';

interface Debt {
  operation: string;
  kinds: readonly AuditEventKind[];
  /** How many there were of these kinds before it: another operation's event pays for that operation only. */
  before: number;
}

/** The kinds of events of one request, beside what its operations owe. */
export class OwedEvents {
  private readonly left: AuditEventKind[] = [];
  private readonly debts: Debt[] = [];

  note(kind: AuditEventKind): void {
    this.left.push(kind);
  }

  count(kinds: readonly AuditEventKind[]): number {
    return this.left.filter((kind) => kinds.includes(kind)).length;
  }

  owe(debt: Debt): void {
    this.debts.push(debt);
  }

  /** The operations that left none of their kinds. */
  get unpaid(): string[] {
    return this.debts.filter(({ kinds, before }) => this.count(kinds) <= before).map(({ operation }) => operation);
  }
}

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
