/** A list that is selected by what was asked for: conditions and their parameters, gathered in order. */
import type { AccessOver } from '../../domain/staff/access-over.js';
import type { TextPageRequest } from '../../domain/text-order.js';

export class ListQuery {
  readonly parameters: unknown[] = [];
  private readonly conditions: string[] = [];

  /** A parameter's place in the statement, such as $3. */
  give(value: unknown): string {
    this.parameters.push(value);
    return `$${this.parameters.length}`;
  }

  where(condition: string): this {
    this.conditions.push(condition);
    return this;
  }

  get conditionsInAll(): string {
    return this.conditions.join(' AND ');
  }

  /** From a place in the order on; one more than the page holds. */
  page(text: string, id: string, { first, after }: TextPageRequest): string {
    if (after !== null) {
      this.where(`(${text}, ${id}) > (${this.give(after.text)} COLLATE "C", ${this.give(after.id)}::uuid)`);
    }
    return `ORDER BY ${text}, ${id} LIMIT ${this.give(first + 1)}`;
  }
}

/** Of the tables relation and client: the relation has not ended at this moment. See `endOf`. */
export function isCurrent(query: ListQuery, { now, on, lastDay, today, atDeathAtOnce }: AccessOver): string {
  const events = { DEPARTURE: 'client.departed_on', DEATH: 'client.died_on' };
  const over = on.map((event) => `${events[event]} <= ${query.give(lastDay)}::date`);
  const atDeath = `client.died_on < ${query.give(today)}::date AND relation.legal_basis = ANY(${query.give(atDeathAtOnce)})`;
  return `relation.ended_at IS NULL
    AND (relation.valid_until IS NULL OR relation.valid_until > ${query.give(now)})
    AND (${[...over, `(${atDeath})`].join(' OR ')}) IS NOT TRUE`;
}
