import { DomainError } from '../../../domain-error.js';
import type { AccountChanges } from '../account.js';
import { hashBsn, isBsn } from './bsn.js';
import { isSameHash } from '../keyed-hash.js';
import { whoAsks, type Occasion } from '../occasion.js';
import { refuse } from '../refusal.js';
import { current, findStanding, type JudgedRelation, type StandingNeeds } from '../standing.js';

export interface CountedTry {
  relation: string;
  /** Of the relation's client. */
  bsnHash: Buffer | null;
}

export interface BsnConfirmations {
  /** Counts a try on each of these relations that has one left, in one atomic step; those. */
  countTry(relations: string[]): Promise<CountedTry[]>;
  /** Confirms some; the others, tried along with them, get their try back. */
  confirm(relations: string[], others: string[], at: Date): Promise<void>;
  /** Gives a relation its three tries back; false when it has ended or is confirmed. */
  release(relation: string): Promise<boolean>;
}

export interface ConfirmBsnNeeds extends StandingNeeds {
  confirmations: BsnConfirmations;
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
  const counted = await needs.confirmations.countTry(waiting.map(({ id }) => id));
  if (counted.length === 0) refuseAll(waiting, 'BSN_BLOCKED', occasion);
  const matched = compare(counted, hashBsn(needs.bsnKey, bsn.trim()), isBsn(bsn.trim()));
  if (matched.length === 0) refuseAll(waiting, 'BSN_REFUSED', occasion);
  const others = counted.map(({ relation }) => relation).filter((relation) => !matched.includes(relation));
  await needs.confirmations.confirm(matched, others, occasion.now);
  await needs.changes.announce(account);
  record(
    waiting.filter(({ id }) => matched.includes(id)),
    null,
    occasion,
  );
}

/** Looks at every hash, whether or not an earlier one fits. */
function compare(counted: CountedTry[], given: Buffer, possible: boolean): string[] {
  const fits = counted.map(({ bsnHash }) => bsnHash !== null && isSameHash(given, bsnHash) && possible);
  return counted.filter((_, index) => fits[index]).map(({ relation }) => relation);
}

function refuseAll(relations: JudgedRelation[], code: 'BSN_REFUSED' | 'BSN_BLOCKED', occasion: Occasion): never {
  record(relations, code, occasion);
  throw new DomainError(code);
}

function record(relations: JudgedRelation[], reason: 'BSN_REFUSED' | 'BSN_BLOCKED' | null, { ledger }: Occasion): void {
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
}
