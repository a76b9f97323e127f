import { randomBytes, randomUUID } from 'node:crypto';
import type { Organisations } from '../../../../organisations/policy.js';
import { ACCESS_MATRIX_VERSION } from '../../../../schema/access-matrix.js';
import { NOTHING_CONDITIONAL, type AuditEvent } from '../../../../schema/audit-event.js';
import type { AuditTrail } from '../../../ledger.js';
import { keptSince, longestKeptSince } from './retention.js';
import { endOf, type FilledRoom, type KeptRooms } from './room.js';

export interface RetentionNeeds {
  rooms: KeptRooms;
  trail: AuditTrail;
  organisations: Organisations;
  now: Date;
}

/**
 * Drops the rooms whose month has passed the organisation's retention, and of which every record was signed for before
 * that too: so a record that came late is kept as long as any, and `verify` can tell by the signature that it may be gone.
 * Each is on the log before it goes. The leaf hashes stay, and with them every root.
 * @returns the rooms that went or, when `dry`, would go.
 */
export async function applyRetention(
  { rooms, trail, organisations, now }: RetentionNeeds,
  dry: boolean,
): Promise<FilledRoom[]> {
  const gone: FilledRoom[] = [];
  for (const room of await rooms.all()) {
    const since = keptSince(organisations, room.organisation, now);
    if (endOf(room) > since) continue;
    const filled = await rooms.contentOf(room);
    if (filled.last > (await rooms.signedBefore(since))) continue;
    if (!dry) {
      if (filled.records > 0) await trail.record([retentionEvent(filled, now)]);
      if (!(await rooms.drop(filled))) continue;
    }
    gone.push(filled);
  }
  if (!dry) await rooms.tidy(longestKeptSince(organisations, now));
  return gone;
}

function retentionEvent({ organisation, month, records, first, last, earlier }: FilledRoom, at: Date): AuditEvent {
  return {
    id: randomUUID(),
    kind: 'RETENTION_APPLIED',
    action: 'D',
    outcome: 'OK',
    reason: null,
    justification: null,
    occurredAt: at.toISOString(),
    organisation,
    account: null,
    accountName: null,
    role: null,
    relation: null,
    ...NOTHING_CONDITIONAL,
    session: null,
    client: null,
    categories: [],
    search: { month: `${month}-01`, records, first, last, earlier },
    purpose: 'HSYSADMIN',
    policy: ACCESS_MATRIX_VERSION,
    source: 'audit',
    address: null,
    trace: randomBytes(16).toString('hex'),
  };
}
