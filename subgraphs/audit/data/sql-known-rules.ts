import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { KnownRules } from '../domain/rules/record-rules.js';
import { changedParts, type RulesChange, type RulesOfOrganisation } from '../domain/rules/rules-in-force.js';

/** A change that is older than this is on the log: later starts were not kept from recording it. */
const SURE_AFTER_MS = 86_400_000;

export class SqlKnownRules implements KnownRules {
  constructor(private readonly database: DataSource) {}

  async keep({ organisation, rules }: RulesOfOrganisation, at: Date): Promise<RulesChange | null> {
    return this.database.transaction(async (manager) => {
      await manager.query("SELECT pg_advisory_xact_lock(hashtext('audit rules'))");
      const [last] = await manager.query<RulesChange[]>(
        'SELECT id, organisation, at, rules, before FROM audit_rules WHERE organisation = $1 ORDER BY number DESC LIMIT 1',
        [organisation],
      );
      if (last !== undefined && changedParts(last.rules, rules).length === 0) {
        return at.getTime() - last.at.getTime() > SURE_AFTER_MS ? null : last;
      }
      const change = { id: randomUUID(), organisation, at, rules, before: last?.rules ?? null };
      await manager.query('INSERT INTO audit_rules (id, organisation, at, rules, before) VALUES ($1, $2, $3, $4, $5)', [
        ...[change.id, organisation, at, JSON.stringify(rules)],
        change.before === null ? null : JSON.stringify(change.before),
      ]);
      return change;
    });
  }
}
