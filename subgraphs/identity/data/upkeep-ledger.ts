import { randomBytes } from 'node:crypto';
import type { Caller } from '../../../schema/caller.js';
import { Ledger, type AuditTrail } from '../../ledger.js';
import type { RecordUpkeep } from '../domain/upkeep/upkeep-record.js';

/** Records what identity does of itself: on behalf of no account, from no address. */
export function recordUpkeepOn(trail: AuditTrail): RecordUpkeep {
  return async (happening, now) => {
    const trace = randomBytes(16).toString('hex');
    const nobody: Caller = { facts: null, address: '', language: 'nl', purpose: 'HSYSADMIN', trace };
    const ledger = new Ledger(trail, 'identity', nobody, now);
    ledger.add({ ...happening, address: null });
    await ledger.settled();
  };
}
