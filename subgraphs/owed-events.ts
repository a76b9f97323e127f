/**
 * That no answer leaves without its record, whatever a use case forgot: each root field that succeeded owes the log an
 * event of a kind that the audit catalogue names for it. What it did not leave is found here, and the answer withheld.
 */
import type { AuditEventKind } from '../schema/audit-event.js';

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
