import { randomBytes } from 'node:crypto';
import type { Caller } from '../../../schema/caller.js';
import { Ledger, type AuditTrail } from '../../ledger.js';
import type { MakingNeeds } from '../domain/export/make-export.js';

/** Records what the dossier does in the background: on behalf of no account, from no address. */
export function recordExportsOn(trail: AuditTrail): MakingNeeds['record'] {
  return async (happening, now) => {
    const trace = randomBytes(16).toString('hex');
    const nobody: Caller = { facts: null, address: '', language: 'nl', purpose: 'PATRQT', trace };
    const ledger = new Ledger(trail, 'dossier', nobody, now);
    ledger.add({ ...happening, address: null });
    await ledger.settled();
  };
}
