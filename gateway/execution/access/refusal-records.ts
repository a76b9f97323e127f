/** Refusals decided at the gateway go on the audit log like any other; no answer leaves before they are there. */
import { randomUUID } from 'node:crypto';
import type { Log } from '../../../program/log.js';
import { networkOf } from '../../../program/network.js';
import { countAttempts, isAttempt } from '../../../program/prying.js';
import type { Store } from '../../../program/store.js';
import { ACCESS_MATRIX_VERSION } from '../../../schema/access-matrix.js';
import { NOTHING_CONDITIONAL, onlyOrganisationOf, type AuditEvent } from '../../../schema/audit-event.js';
import { conditionsOf } from '../../../schema/audit-conditions.js';
import { CALLS } from '../../../schema/calls.js';
import type { Caller } from '../../../schema/caller.js';
import type { ErrorCode } from '../../../schema/error-codes.js';
import { Refused } from '../../refused.js';
import type { SubgraphCalls } from '../../subgraph-calls.js';

/** Someone who has not signed in cannot flood the log: further refusals of an address in a minute are only counted. */
const ANONYMOUS_PER_MINUTE = 60;

export interface RefusedField {
  code: ErrorCode;
  /** `Type.field`; null when the whole request was refused. */
  coordinate: string | null;
  /** The client in whose dossier the field was asked, where known. */
  client: string | null;
}

export class RefusalRecords {
  constructor(
    private readonly calls: SubgraphCalls,
    private readonly store: Store,
    private readonly log: Log,
    private readonly limitMs: number,
  ) {}

  /** One event per client and reason. @throws Refused AUDIT_UNAVAILABLE when they could not be recorded. */
  async record(caller: Caller, now: Date, refusals: readonly RefusedField[]): Promise<void> {
    if (refusals.length === 0) return;
    try {
      if (caller.facts === null && (await this.isFlood(caller))) return;
      await this.calls.ask('identity', CALLS.recordEvents, eventsOf(caller, now, refusals), this.limitMs);
      await this.countAttempts(caller, refusals);
    } catch (error) {
      this.log.error({ reason: (error as Error).message, trace: caller.trace }, 'a refusal could not be recorded');
      throw new Refused('AUDIT_UNAVAILABLE', { cause: error });
    }
  }

  /** R29: of a field of what was shown, whose it is was not asked for by name; only a root field asks so. */
  private async countAttempts({ facts }: Caller, refusals: readonly RefusedField[]): Promise<void> {
    if (facts === null) return;
    const named = refusals.filter(
      ({ code, coordinate, client }) =>
        code === 'ACCESS_REFUSED' &&
        coordinate === 'Query.client' &&
        client !== null &&
        isAttempt(facts, { client, organisation: null }),
    );
    const strangers = new Set(named.map(({ client }) => client?.toLowerCase()));
    if (strangers.size > 0) await countAttempts(this.store, facts.account, strangers.size);
  }

  private async isFlood(caller: Caller): Promise<boolean> {
    const count = await this.store.increment(`refusals:${networkOf(caller.address)}`, 60_000);
    if (count <= ANONYMOUS_PER_MINUTE) return false;
    this.log.warn({ count, trace: caller.trace }, 'many refusals of one address');
    return true;
  }
}

function eventsOf(caller: Caller, now: Date, refusals: readonly RefusedField[]): AuditEvent[] {
  const groups = new Map<string, RefusedField[]>();
  for (const { client: typed, ...refusal } of refusals) {
    // as the log keeps it, however it was typed: or the client's own log would not show who tried
    const client = typed?.toLowerCase() ?? null;
    const group = `${refusal.code} ${client}`;
    groups.set(group, [...(groups.get(group) ?? []), { ...refusal, client }]);
  }
  return [...groups.values()].map((group) => eventOf(caller, now, group));
}

function eventOf(caller: Caller, now: Date, group: readonly RefusedField[]): AuditEvent {
  const { facts } = caller;
  const { code = null, client = null } = group[0] ?? {};
  const relation = facts?.relations.find((candidate) => candidate.client === client);
  const staff = facts?.relations.length === 0 ? facts.staff[0] : undefined;
  const coordinates = group.flatMap(({ coordinate }) => (coordinate === null ? [] : [coordinate]));
  const event: AuditEvent = {
    id: randomUUID(),
    kind: 'DOSSIER_READ',
    action: 'R',
    outcome: 'REFUSED',
    reason: code,
    justification: null,
    occurredAt: now.toISOString(),
    organisation: relation?.organisation ?? staff?.organisation ?? onlyOrganisationOf(facts),
    account: facts?.account ?? null,
    accountName: facts?.name ?? null,
    role: relation?.role ?? staff?.role ?? null,
    relation: relation?.id ?? null,
    ...NOTHING_CONDITIONAL,
    session: facts?.session ?? null,
    client,
    categories: [...new Set(coordinates)],
    search: null,
    purpose: caller.purpose,
    policy: ACCESS_MATRIX_VERSION,
    source: 'gateway',
    address: caller.address,
    trace: caller.trace,
  };
  return { ...event, ...conditionsOf(event, facts, now) };
}
