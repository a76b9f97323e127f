import type { Organisations } from '../../../../organisations/policy.js';
import type { AuditTrail } from '../../../ledger.js';
import { rulesChanged, rulesInForce, type RulesChange, type RulesOfOrganisation } from './rules-in-force.js';

/** The rules that the log knows of; what was known stays. */
export interface KnownRules {
  /**
   * Keeps the rules when they are others than the last ones of the organisation: of any number of copies of the program
   * one keeps them. The last change, which may be an earlier one; null when that is long since on the log.
   */
  keep(now: RulesOfOrganisation, at: Date): Promise<RulesChange | null>;
}

/**
 * At the start: rules that are others than before are on the log of their organisation before anything else is. A change
 * that was kept is recorded again, by the same id: a program that died between the two left none out.
 */
export async function recordRules(
  { known, trail, organisations }: { known: KnownRules; trail: AuditTrail; organisations: Organisations },
  now: Date,
): Promise<void> {
  for (const policy of organisations.values()) {
    const change = await known.keep({ organisation: policy.id, rules: rulesInForce(policy) }, now);
    if (change !== null) await trail.record([rulesChanged(change)]);
  }
}
