import { DomainError } from '../../../domain-error.js';
import type { AccountChanges } from '../account.js';
import { hashBsn, isBsn } from './bsn.js';
import { isSameHash } from '../keyed-hash.js';
import type { BsnConfirmations, CountedTry } from './bsn-confirmations.js';
import { whoAsks, type Moment, type Occasion, type Recording } from '../occasion.js';
import { refuse } from '../refusal.js';
import { current, findStanding, type JudgedRelation, type StandingNeeds } from '../standing.js';
import type { OneStep } from '../tables.js';

type Refused = 'BSN_REFUSED' | 'BSN_BLOCKED';

export interface ConfirmBsnNeeds extends StandingNeeds, OneStep {
  changes: AccountChanges;
  bsnKey: Buffer;
}

/**
 * Confirms by the client's BSN that the account is linked to the right dossier (V31), where the organisation asks that.
 * Three tries over all sessions, counted before the comparison. The number is not kept.
 * @throws DomainError BSN_REFUSED for whatever does not fit, BSN_BLOCKED when no try is left.
 */
export async function confirmBsn(needs: ConfirmBsnNeeds, bsn: string, occasion: Occasion): Promise<void> {
  const { account } = whoAsks(occasion);
  const standing = await findStanding(needs, account, occasion.now);
  const waiting = current(standing).filter(({ pending }) => pending.includes('CONFIRM_BSN'));
  if (waiting.length === 0) refuse(occasion, { kind: 'BSN_CONFIRMED', action: 'U' }, 'BSN_REFUSED');
  const refused = await needs.inOneStep(occasion, ({ confirmations }, step) =>
    tryBsn(confirmations, waiting, { hash: hashBsn(needs.bsnKey, bsn.trim()), possible: isBsn(bsn.trim()) }, step),
  );
  // the try counts, so the step stands
  if (refused !== null) throw new DomainError(refused);
  await needs.changes.announce(account);
}

async function tryBsn(
  confirmations: BsnConfirmations,
  waiting: JudgedRelation[],
  { hash, possible }: { hash: Buffer; possible: boolean },
  step: Moment,
): Promise<Refused | null> {
  const counted = await confirmations.countTry(waiting.map(({ id }) => id));
  const matched = compare(counted, hash, possible);
  if (matched.length === 0) return record(waiting, counted.length === 0 ? 'BSN_BLOCKED' : 'BSN_REFUSED', step);
  const others = counted.map(({ relation }) => relation).filter((relation) => !matched.includes(relation));
  await confirmations.confirm(matched, others, step.now);
  const confirmed = waiting.filter(({ id }) => matched.includes(id));
  return record(confirmed, null, step);
}

/** Looks at every hash, whether or not an earlier one fits. */
function compare(counted: CountedTry[], given: Buffer, possible: boolean): string[] {
  const fits = counted.map(({ bsnHash }) => bsnHash !== null && isSameHash(given, bsnHash) && possible);
  return counted.filter((_, index) => fits[index]).map(({ relation }) => relation);
}

function record(relations: JudgedRelation[], reason: Refused | null, { ledger }: Recording): Refused | null {
  for (const { id, role, client } of relations) {
    ledger.add({
      kind: 'BSN_CONFIRMED',
      action: 'U',
      outcome: reason === null ? 'OK' : 'REFUSED',
      reason,
      organisation: client.organisation,
      client: client.id,
      relation: id,
      role,
    });
  }
  return reason;
}
