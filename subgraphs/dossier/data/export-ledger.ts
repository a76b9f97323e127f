import { randomBytes } from 'node:crypto';
import type { Caller } from '../../../schema/caller.js';
import { Ledger, type AuditTrail } from '../../ledger.js';
import type { OneStep, OwnStep } from '../domain/dossier-tables.js';

/** What the dossier does in the background goes on record on behalf of no account, from no address. */
export function ownSteps(trail: AuditTrail, { inOneStep }: OneStep): OwnStep['inOwnStep'] {
  return async (now, work) => {
    const trace = randomBytes(16).toString('hex');
    const nobody: Caller = { facts: null, address: '', language: 'nl', purpose: 'PATRQT', trace };
    const ledger = new Ledger(trail, 'dossier', nobody, now);
    try {
      return await inOneStep({ ledger }, (tables, step) =>
        work(tables, { add: (happening) => step.ledger.add({ ...happening, address: null }) }),
      );
    } finally {
      await ledger.settled();
    }
  };
}
