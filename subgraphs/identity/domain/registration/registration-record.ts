import { DomainError } from '../../../domain-error.js';
import type { Happening } from '../../../ledger.js';
import type { Recording } from '../occasion.js';
import type { Granted } from './granting.js';

/** Puts on record that it is done, in the step in which it is; with what is known of it by then. */
export type DoneWith = (step: Recording, learnt?: Partial<Happening>) => void;

/** Puts on record what was tried: done, or refused and by which rule. */
export async function onRecord<T>(
  { ledger }: Recording,
  tried: Happening,
  work: (done: DoneWith) => Promise<T>,
): Promise<T> {
  try {
    return await work((step, learnt = {}) => step.ledger.add({ ...tried, ...learnt }));
  } catch (error) {
    if (error instanceof DomainError) ledger.add({ ...tried, outcome: 'REFUSED', reason: error.code });
    throw error;
  }
}

/** What else came about when access was given: the account, the relation, and the end of the one before it. */
export function recordGranted({ ledger }: Recording, place: Partial<Happening>, granted: Granted): void {
  const { relation, account, isNewAccount, ended, registration } = granted;
  if (relation === null || account === null) return;
  const about = { ...place, client: relation.client.id };
  if (isNewAccount) ledger.add({ kind: 'ACCOUNT_CHANGED', action: 'C', ...place, categories: [account.id] });
  const categories = [relation.role, relation.legalBasis];
  ledger.add({ kind: 'RELATION_CHANGED', action: 'C', ...about, relation: relation.id, categories });
  if (ended !== null) {
    ledger.add({ kind: 'RELATION_CHANGED', action: 'D', ...about, relation: ended.id, categories: ['HANDED_OVER'] });
  }
  if (registration.form === null) return;
  const terms = `${registration.organisation}:${registration.form.termsVersion}`;
  ledger.add({ kind: 'TERMS_ACCEPTED', action: 'C', ...about, relation: relation.id, categories: [terms, account.id] });
}
