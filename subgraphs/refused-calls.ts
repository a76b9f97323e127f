/** Calls that no program of ours made, on the log: somebody is where only our programs should be (attack case 4). */
import { randomBytes, randomUUID } from 'node:crypto';
import { ACCESS_MATRIX_VERSION } from '../schema/access-matrix.js';
import { NOTHING_CONDITIONAL, type AuditEvent } from '../schema/audit-event.js';
import type { Program } from '../schema/caller.js';
import type { AuditTrail } from './ledger.js';

/** Whoever floods a program does not flood the log: of a minute so many are recorded, the others only in the program log. */
const MOST_A_MINUTE = 10;
const MINUTE_MS = 60_000;

export class RefusedCalls {
  private since = 0;
  private count = 0;

  constructor(
    private readonly source: Program,
    private readonly trail: AuditTrail,
  ) {}

  /** Which program was called is known, who called is not: what the call says of itself is worth nothing. */
  async record(at: Date): Promise<void> {
    if (at.getTime() - this.since >= MINUTE_MS) {
      this.since = at.getTime();
      this.count = 0;
    }
    this.count += 1;
    if (this.count <= MOST_A_MINUTE) await this.trail.record([refusedCall(this.source, at)]);
  }
}

function refusedCall(source: Program, at: Date): AuditEvent {
  return {
    ...{ id: randomUUID(), kind: 'CALL_REFUSED', action: 'E', outcome: 'REFUSED', reason: 'CALL_REFUSED' },
    ...{ justification: null, occurredAt: at.toISOString(), organisation: null, account: null, accountName: null },
    ...{
      role: null,
      relation: null,
      ...NOTHING_CONDITIONAL,
      session: null,
      client: null,
      categories: [],
      search: null,
    },
    ...{ purpose: 'HSYSADMIN', policy: ACCESS_MATRIX_VERSION, source, address: null },
    trace: randomBytes(16).toString('hex'),
  };
}
