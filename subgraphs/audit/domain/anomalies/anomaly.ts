/** What in the log asks for a look: a signal, not a verdict. Which, and from how much on, is the organisation's policy. */
import type { AnomalyPolicy } from '../../../../organisations/anomaly-policy.js';
import type { Keyset } from '../../../connection.js';
import type { AuditRecord } from '../audit-log.js';
import type { Interval } from '../period.js';

export const ANOMALY_KINDS = ['MANY_CLIENTS', 'REFUSALS_IN_A_ROW', 'ODD_HOURS'] as const;
export type AnomalyKind = (typeof ANOMALY_KINDS)[number];

/** Records that go with an anomaly, the newest of them. */
export const MOST_EVENTS = 20;

export interface FoundAnomaly {
  /** The same as long as no earlier record joins. */
  id: string;
  kind: AnomalyKind;
  organisation: string;
  account: string | null;
  /** Network address, of somebody who had not signed in. */
  address: string | null;
  start: Date;
  end: Date;
  /** Records. */
  count: number;
  /** Different clients in them. */
  clients: number;
  /** Refused records in it. */
  refused: number;
  /** Places in the log, newest first. */
  sequences: string[];
}

export interface Anomaly extends FoundAnomaly {
  events: AuditRecord[];
}

export interface AnomalyRequest extends Interval {
  organisation: string;
  timeZone: string;
  kinds: readonly AnomalyKind[];
  policy: AnomalyPolicy;
  first: number;
  /** Behind the one that began then. */
  after: Keyset | null;
}

export interface Anomalies {
  /** By when they began, the last first; one more than the page holds when there is more. */
  find(request: AnomalyRequest): Promise<FoundAnomaly[]>;
}
