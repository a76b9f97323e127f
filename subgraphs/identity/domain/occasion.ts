/** The occasion of a use case: who asks, when, and where it is recorded. Every subgraph context is one. */
import type { Caller, SessionFacts } from '../../../schema/caller.js';
import { DomainError } from '../../domain-error.js';
import type { Ledger } from '../../ledger.js';

export interface Occasion {
  caller: Caller;
  ledger: Pick<Ledger, 'add'>;
  now: Date;
}

/** @throws DomainError UNAUTHENTICATED. */
export function whoAsks({ caller }: Occasion): SessionFacts {
  if (caller.facts === null) throw new DomainError('UNAUTHENTICATED');
  return caller.facts;
}
