import { randomBytes } from 'node:crypto';
import type { Caller } from '../../../schema/caller.js';
import { Ledger, type AuditTrail } from '../../ledger.js';
import type { OneStep, OwnStep } from '../domain/tables.js';

/** What identity does of itself goes on record on behalf of no account, from no address. */
export function ownSteps(trail: AuditTrail, { inOneStep }: Pick<OneStep, 'inOneStep'>): OwnStep['inOwnStep'] {
  return async (now, work) => {
    const ledger = ownLedger(trail, now);
    try {
      return await inOneStep({ ledger }, (tables, step) =>
        work(tables, { add: (happening) => step.ledger.add({ ...happening, address: null }) }),
      );
    } finally {
      await ledger.settled();
    }
  };
}

function ownLedger(trail: AuditTrail, now: Date): Ledger {
  const trace = randomBytes(16).toString('hex');
  const nobody: Caller = { facts: null, address: '', language: 'nl', purpose: 'HSYSADMIN', trace };
  return new Ledger(trail, 'identity', nobody, now);
}
