import type { Organisations } from '../../../../organisations/policy.js';
import { toPage, type Keyset, type Page, type PageRequest } from '../../../connection.js';
import { DomainError } from '../../../domain-error.js';
import type { AuditLog } from '../audit-log.js';
import { wholeIntervals, type Period } from '../period.js';
import { staffScope, type Occasion, type Scope } from '../staff-scope.js';
import { ANOMALY_KINDS, type Anomalies, type Anomaly, type AnomalyKind, type FoundAnomaly } from './anomaly.js';

const MOST_DAYS = 31;
const ID = /^[0-9a-f]{32}$/;

export interface AnomalyCriteria {
  period: Period;
  organisation?: string | null;
  kinds?: AnomalyKind[] | null;
}

/**
 * The log manager is pointed at what asks for a look, in at most a month of the log; that is reading the log, and on it.
 * @throws DomainError ACCESS_REFUSED, BAD_INPUT, BAD_CURSOR.
 */
export async function readAnomalies(
  needs: { anomalies: Anomalies; log: AuditLog; organisations: Organisations },
  occasion: Occasion,
  { period, organisation, kinds: asked }: AnomalyCriteria,
  { first, after }: PageRequest,
): Promise<Page<Anomaly>> {
  if (after !== null && !ID.test(after.id)) throw new DomainError('BAD_CURSOR');
  const kinds = asked ?? ANOMALY_KINDS;
  const reading = { roles: ['AUDITOR'], kind: 'LOG_READ', category: 'ACCESS_LOG', organisation } as const;
  const scopes = staffScope(occasion, needs.organisations, reading);
  const requests = scopes.map((scope) => ({ scope, interval: daysOf(scope, period) }));
  for (const { scope, interval } of requests) record(occasion, scope, { kinds, ...interval });
  const found = requests.map(({ scope: { policy }, interval }) =>
    needs.anomalies.find({
      organisation: policy.id,
      timeZone: policy.timeZone,
      policy: policy.anomalies,
      ...interval,
      ...{ kinds, first, after },
    }),
  );
  const all = (await Promise.all(found))
    .flat()
    .sort((one, other) => (isLater(keysetOf(one), keysetOf(other)) ? -1 : 1));
  const { edges, pageInfo } = toPage(all.slice(0, first + 1), first, keysetOf);
  return { pageInfo, edges: await withEvents(needs.log, edges) };
}

function daysOf({ policy }: Scope, period: Period) {
  return wholeIntervals(period, 'day', policy.timeZone, MOST_DAYS);
}

function record(
  { ledger }: Occasion,
  { policy, role }: Scope,
  { kinds, from, until }: { kinds: readonly AnomalyKind[]; from: Date; until: Date },
): void {
  const search = { anomalies: [...kinds], from: from.toISOString(), until: until.toISOString() };
  const what = { kind: 'LOG_READ', action: 'R', categories: ['ACCESS_LOG'] } as const;
  ledger.add({ ...what, categories: [...what.categories], organisation: policy.id, role, search });
}

/** The records of all of them, read at once. */
async function withEvents(log: AuditLog, edges: Page<FoundAnomaly>['edges']): Promise<Page<Anomaly>['edges']> {
  const nodes = edges.map(({ node }) => node);
  const sequences = nodes.flatMap((node) => node.sequences);
  if (sequences.length === 0) return [];
  const spans = nodes.map(({ organisation, start, end }) => ({
    organisation,
    from: start,
    until: new Date(end.getTime() + 1),
  }));
  const records = await log.find({ spans, sequences }, { first: sequences.length, after: null });
  return edges.map(({ cursor, node }) => ({
    cursor,
    node: { ...node, events: records.filter(({ sequence }) => node.sequences.includes(sequence)) },
  }));
}

function keysetOf({ start, id }: FoundAnomaly): Keyset {
  return { time: start.toISOString(), id };
}

function isLater(one: Keyset, other: Keyset): boolean {
  return one.time === other.time ? one.id > other.id : one.time > other.time;
}
