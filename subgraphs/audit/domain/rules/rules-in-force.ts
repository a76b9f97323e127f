/**
 * The rules by which access is decided, as the log keeps them (NEN 7513: changes of authorisation rules): the access matrix
 * and the policy of each organisation, as digests of their parts; never what they say.
 */
import { createHash } from 'node:crypto';
import type { OrganisationPolicy } from '../../../../organisations/policy.js';
import { ACCESS_MATRIX_VERSION } from '../../../../schema/access-matrix.js';
import { conditionsOf } from '../../../../schema/audit-conditions.js';
import { NOTHING_CONDITIONAL, type AuditEvent } from '../../../../schema/audit-event.js';

/** By the name of the part, which is a top-level key of the policy file, or `accessMatrix`. */
export type RulesInForce = Readonly<Record<string, string>>;

/** The rules of one organisation from a moment on. */
export interface RulesOfOrganisation {
  organisation: string;
  rules: RulesInForce;
}

const DIGEST_CHARACTERS = 16;

export function rulesInForce(policy: OrganisationPolicy): RulesInForce {
  const parts = Object.entries({ ...policy, accessMatrix: ACCESS_MATRIX_VERSION });
  return Object.fromEntries(parts.map(([name, value]) => [name, digestOf(value).slice(0, DIGEST_CHARACTERS)]));
}

/** The names of the parts that are others, new or gone, in the order of their names. */
export function changedParts(before: RulesInForce | null, after: RulesInForce): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after)]);
  return [...names].filter((name) => before?.[name] !== after[name]).sort();
}

export interface RulesChange extends RulesOfOrganisation {
  /** Of the event, so that it is written once. */
  id: string;
  at: Date;
  /** Null: these are the first that the log knows. */
  before: RulesInForce | null;
}

export function rulesChanged({ id, at, organisation, rules, before }: RulesChange): AuditEvent {
  const event: AuditEvent = {
    ...{ id, kind: 'POLICY_CHANGED', action: before === null ? 'C' : 'U', outcome: 'OK', reason: null },
    ...{ justification: null, occurredAt: at.toISOString(), organisation, account: null, accountName: null },
    ...{ role: null, relation: null, ...NOTHING_CONDITIONAL, session: null, client: null, categories: [] },
    search: {
      matrix: ACCESS_MATRIX_VERSION,
      digest: digestOf(rules),
      changed: changedParts(before, rules),
      parts: Object.entries(rules).map(([name, digest]) => `${name}=${digest}`),
    },
    ...{ purpose: 'HSYSADMIN', policy: ACCESS_MATRIX_VERSION, source: 'audit', address: null },
    trace: id.replaceAll('-', ''),
  };
  return { ...event, ...conditionsOf(event, null, at) };
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value, inOrder)).digest('hex');
}

/** The order of the lines of a file changes no rule. */
function inOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
